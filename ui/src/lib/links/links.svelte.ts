// Which job is which project: what the shell lays out, and what the user says of it.

import type { Answer, Backend } from '../backend/backend';
import type { AppError, LinkCandidate, LinkedJob, LinkReview, UnlinkedJob } from '../backend/bindings';

export class Links {
  review = $state.raw<LinkReview | null>(null);
  error = $state.raw<AppError | null>(null);
  search = $state('');
  /** The job that is being linked. */
  busy = $state<string | null>(null);

  #backend: Backend;
  #turn = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  readonly unlinked: UnlinkedJob[] = $derived.by(() =>
    (this.review?.unlinked ?? []).filter((row) => !row.setAside && this.#matches(row, row.candidates)),
  );
  readonly setAside: UnlinkedJob[] = $derived.by(() =>
    (this.review?.unlinked ?? []).filter((row) => row.setAside && this.#matches(row, [])),
  );
  readonly linked: LinkedJob[] = $derived.by(() =>
    (this.review?.linked ?? []).filter((row) => this.#matches(row, [row.project])),
  );
  /** Jobs whose likeliest project carries their number: only the names kept them from being linked. */
  readonly byNumber: UnlinkedJob[] = $derived.by(() =>
    this.unlinked.filter(
      ({ candidates: [first] }) =>
        first !== undefined && first.heldBy === null && first.evidence.some(({ kind }) => kind === 'number'),
    ),
  );

  async open(): Promise<void> {
    const turn = ++this.#turn;
    const answer = await this.#backend.linkReview();
    if (turn !== this.#turn) return;
    if (answer.status === 'error') this.error = answer.error;
    else [this.review, this.error] = [answer.data, null];
  }

  close() {
    this.#turn += 1;
    this.review = null;
    this.error = null;
    this.search = '';
  }

  link = (jobId: string, projectId: string) => this.#say(jobId, () => this.#backend.linkJob(jobId, projectId));
  putAside = (jobId: string) => this.#say(jobId, () => this.#backend.setJobAside(jobId));
  byEvidence = (jobId: string) => this.#say(jobId, () => this.#backend.linkByEvidence(jobId));

  /** One after the other, as far as it goes: the first that fails says why. */
  async linkByNumber(): Promise<void> {
    for (const {
      jobId,
      candidates: [first],
    } of this.byNumber) {
      if (first && !(await this.link(jobId, first.projectId))) return;
    }
  }

  async #say(jobId: string, call: () => Promise<Answer<null>>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = jobId;
    const answer = await call();
    this.busy = null;
    await this.open();
    // After the list, which would put the sentence away.
    if (answer.status === 'error') this.error = answer.error;
    return answer.status === 'ok';
  }

  #matches({ jobId, name }: { jobId: string; name: string }, projects: LinkCandidate[]): boolean {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const text = [jobId, name, ...projects.map((project) => `${project.number} ${project.name}`)]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  }
}
