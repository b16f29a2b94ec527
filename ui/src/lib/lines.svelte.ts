// The lines panel: one job's lines, as they were last read.

import type { Backend } from './backend/backend';
import type { AppError, JobLines, LineRow, Outcome } from './backend/bindings';

export type LinesFilter = 'changes' | 'all';

/** What leaves Procore's line as it is because it already says what Acumatica says. Everything else is worth a look. */
const UNREMARKABLE: Outcome[] = ['agrees'];

export class Lines {
  jobId = $state<string | null>(null);
  data = $state.raw<JobLines | null>(null);
  error = $state.raw<AppError | null>(null);
  filter = $state<LinesFilter>('changes');

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
    }
    await this.reload();
  }

  /** Asks again, where a job is open. The answer for a job that was left meanwhile is dropped. */
  async reload(): Promise<void> {
    const jobId = this.jobId;
    if (jobId === null) return;
    const answer = await this.#backend.jobLines(jobId);
    if (this.jobId !== jobId) return;
    if (answer.status === 'ok') {
      this.data = answer.data;
      this.error = null;
    } else {
      this.error = answer.error;
    }
  }

  close() {
    this.jobId = null;
    this.data = null;
    this.error = null;
  }
}
