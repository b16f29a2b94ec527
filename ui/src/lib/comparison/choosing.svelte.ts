// What is chosen of the job that is shown: one set, which the shell keeps, so that the row, the lines below it and the comparison show the
// same and nothing is thrown away. Choices are shown at once and kept one after the other; a later one holds all before it.

import type { Backend } from '../backend/backend';
import type {
  AppError,
  ChoiceConflict,
  Comparison,
  LineRow,
  PlanOptions,
  PlanSummary,
  Replanned,
} from '../backend/bindings';
import { byIndex } from './choices';

const NOTHING: PlanOptions = { choices: [], unlock: false, createCodes: false };

export class Choosing {
  options = $state.raw<PlanOptions>(NOTHING);
  summary = $state.raw<PlanSummary | null>(null);
  conflicts = $state.raw<ChoiceConflict[]>([]);

  /** The lines that come out otherwise than by the rules. */
  #otherwise = $state.raw(byIndex([]));
  /** What the shell is known to keep. */
  #kept = NOTHING;
  #planId = '';
  /** Counts choices, so that a late answer is known for one. */
  #turn = 0;
  #asked = 0;
  #last: Promise<unknown> = Promise.resolve();
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The user decided something otherwise than the rules. */
  get any(): boolean {
    const { choices, unlock, createCodes } = this.options;
    return choices.length > 0 || unlock || createCodes;
  }

  /** Something that was chosen is not kept yet. */
  get busy(): boolean {
    return this.#asked > 0;
  }

  /** Waits until what was chosen is kept. */
  async settled(): Promise<void> {
    await this.#last;
  }

  line(index: number): LineRow | undefined {
    return this.#otherwise.get(index);
  }

  /** Shows a plan with what the shell keeps of its job. */
  take(data: Comparison | null) {
    this.#turn += 1;
    this.#planId = data?.planId ?? '';
    this.options = this.#kept = data?.options ?? NOTHING;
    this.conflicts = data?.conflicts ?? [];
    this.#show({ lines: data?.otherwise ?? [], summary: data?.summary ?? null });
  }

  /** Chooses. Where the shell refuses, what it keeps stands, and why is answered. */
  choose(changed: Partial<PlanOptions>): Promise<AppError | null> {
    const options = { ...this.options, ...changed };
    this.options = options;
    return this.#ask(options, () => this.#backend.choose(this.#planId, options));
  }

  /** Makes the choices anew, looking at the lines as they are now. */
  standBy(): Promise<AppError | null> {
    return this.#ask(this.options, () => this.#backend.standByChoices(this.#planId));
  }

  #ask(options: PlanOptions, question: () => ReturnType<Backend['choose']>): Promise<AppError | null> {
    const turn = ++this.#turn;
    const planId = this.#planId;
    this.#asked += 1;
    const asked = this.#last.then(async () => {
      // A later choice holds this one too.
      if (turn !== this.#turn || planId !== this.#planId) return null;
      const answer = await question();
      if (planId !== this.#planId) return null;
      if (answer.status === 'error') {
        if (turn === this.#turn) this.options = this.#kept;
        return answer.error;
      }
      this.#kept = options;
      if (turn === this.#turn) this.#show(answer.data);
      return null;
    });
    this.#last = asked.finally(() => (this.#asked -= 1));
    return asked;
  }

  #show({ lines, summary }: Omit<Replanned, 'summary'> & { summary: PlanSummary | null }) {
    this.#otherwise = byIndex(lines);
    this.summary = summary;
  }
}
