// Reconciling items of the job that is shown: which differences are to be accepted, until a reason is given, and taking them back.

import type { Answer, Backend } from '../backend/backend';
import type { AppError, PlanOptions } from '../backend/bindings';

/** What is looked at. */
type Shown = { jobId: string; planId: string; options: PlanOptions };

/** The lines that are to be accepted, by their positions; or all that stays apart. */
export type Wanted = { indexes: number[] } | 'rest';

export class Reconciling {
  wanted = $state.raw<Wanted | null>(null);
  /** Why it could not be. */
  error = $state.raw<AppError | null>(null);
  busy = $state(false);

  #backend: Backend;
  #shown: () => Shown;

  constructor(backend: Backend, shown: () => Shown) {
    this.#backend = backend;
    this.#shown = shown;
  }

  /** Begins to accept: the reason is asked for. */
  ask(wanted: Wanted | null) {
    this.wanted = wanted;
    this.error = null;
  }

  /** Accepts what is wanted, for this reason; what comes of it arrives as news. */
  async accept(reason: string): Promise<void> {
    const { wanted } = this;
    const { planId, options } = this.#shown();
    if (wanted === null) return;
    const done = await this.#tell(() =>
      wanted === 'rest'
        ? this.#backend.acceptRest(planId, options, reason)
        : this.#backend.acceptLines(planId, options, wanted.indexes, reason),
    );
    if (done) this.ask(null);
  }

  /** Takes back what was accepted on the lines of these codes. */
  takeBack(codes: string[]): Promise<boolean> {
    return this.#tell(() => this.#backend.takeBackItems(this.#shown().jobId, codes));
  }

  async #tell(question: () => Promise<Answer<unknown>>): Promise<boolean> {
    this.busy = true;
    const answer = await question();
    this.busy = false;
    this.error = answer.status === 'error' ? answer.error : null;
    return answer.status === 'ok';
  }
}
