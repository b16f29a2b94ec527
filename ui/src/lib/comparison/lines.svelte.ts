// The lines panel: one job's lines, as they were last read, and what the user chose of them.

import type { Backend } from '../backend/backend';
import type { AppError, JobLines, LineChoice, LineRow, Outcome } from '../backend/bindings';

export type LinesFilter = 'changes' | 'all';

/** What leaves Procore's line as it is because it already says what Acumatica says. Everything else is worth a look. */
const UNREMARKABLE: Outcome[] = ['agrees'];

export class Lines {
  jobId = $state<string | null>(null);
  data = $state.raw<JobLines | null>(null);
  error = $state.raw<AppError | null>(null);
  filter = $state<LinesFilter>('changes');
  /** Where the user does not want what the rules say. They hold while the panel shows this job. */
  choices = $state.raw<LineChoice[]>([]);

  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get changes(): LineRow[] {
    return this.data?.lines.filter((line) => !UNREMARKABLE.includes(line.outcome)) ?? [];
  }

  get shown(): LineRow[] {
    return this.filter === 'changes' ? this.changes : (this.data?.lines ?? []);
  }

  async open(jobId: string): Promise<void> {
    if (this.jobId !== jobId) {
      this.jobId = jobId;
      this.data = null;
      this.error = null;
      this.choices = [];
    }
    await this.reload();
  }

  /** What a re-import of this job takes along. */
  choicesOf(jobId: string): LineChoice[] {
    return this.jobId === jobId ? this.choices : [];
  }

  /** Makes a line's choice, or takes it back. */
  async toggle(line: LineRow): Promise<void> {
    if (!line.choice) return;
    const { code, choice } = { code: line.code, choice: line.choice.choice };
    const others = this.choices.filter((one) => one.code !== code);
    this.choices = line.choice.made ? others : [...others, { code, choice }];
    await this.reload();
  }

  /** Every line as the rules say. */
  async forgetChoices(): Promise<void> {
    this.choices = [];
    await this.reload();
  }

  /** Asks again, where a job is open. The answer for a job that was left meanwhile is dropped. */
  async reload(): Promise<void> {
    const jobId = this.jobId;
    if (jobId === null) return;
    const choices = this.choices;
    const answer = await this.#backend.jobLines(jobId, choices);
    if (this.jobId !== jobId || this.choices !== choices) return;
    if (answer.status === 'ok') {
      this.data = answer.data;
      this.error = null;
    } else {
      this.error = answer.error;
      // They were made looking at lines that are no longer so.
      if (choices.length > 0) await this.#withoutChoices(jobId);
    }
  }

  async #withoutChoices(jobId: string) {
    this.choices = [];
    const answer = await this.#backend.jobLines(jobId, []);
    if (this.jobId === jobId && answer.status === 'ok') this.data = answer.data;
  }

  close() {
    this.jobId = null;
    this.choices = [];
    this.data = null;
    this.error = null;
  }
}
