// Which job is which project: what the shell lays out, and what the user says of it.

import type { Answer, Backend } from '../backend/backend';
import { projectText } from './choice';
import type { AppError, LinkCandidate, LinkedJob, LinkReview, UnlinkedJob } from '../backend/bindings';

export class Links {
  review = $state.raw<LinkReview | null>(null);
  error = $state.raw<AppError | null>(null);
  search = $state('');
  /** The job that is being linked. */
  busy = $state<string | null>(null);
  /** What was done last, and what takes it back. */
  done = $state.raw<{ message: string; undo: () => Promise<boolean> } | null>(null);

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
    this.done = null;
  }

  link = (jobId: string, project: LinkCandidate) =>
    this.#say(
      jobId,
      () => this.#backend.linkJob(jobId, project.projectId),
      `${jobId} is compared with ${projectText(project)} now.`,
    );
  unlink = (jobId: string) =>
    this.#say(
      jobId,
      () => this.#backend.unlinkJob(jobId),
      `${jobId} is no longer compared. It waits under “Without a project”.`,
    );
  putAside = (jobId: string) =>
    this.#say(
      jobId,
      () => this.#backend.setJobAside(jobId),
      `${jobId} counts as not in Procore: it is not compared, and nobody asks again.`,
    );
  byEvidence = (jobId: string) =>
    this.#say(
      jobId,
      () => this.#backend.linkByEvidence(jobId),
      `What the projects carry decides again what ${jobId} is.`,
    );

  /** One after the other, as far as it goes: the first that fails says why. */
  async linkByNumber(): Promise<void> {
    for (const {
      jobId,
      candidates: [first],
    } of this.byNumber) {
      if (first && !(await this.link(jobId, first))) return;
    }
  }

  async #say(jobId: string, call: () => Promise<Answer<null>>, message: string): Promise<boolean> {
    const before = this.#before(jobId);
    const said = await this.#decide(jobId, call);
    this.done = said ? { message, undo: () => this.#undo(jobId, before) } : null;
    return said;
  }

  async #undo(jobId: string, before: () => Promise<Answer<null>>): Promise<boolean> {
    this.done = null;
    return this.#decide(jobId, before);
  }

  /** What says again what was said of a job until now. */
  #before(jobId: string): () => Promise<Answer<null>> {
    const linked = this.review?.linked.find((row) => row.jobId === jobId);
    const row = this.review?.unlinked.find((row) => row.jobId === jobId);
    if (linked?.byUser) return () => this.#backend.linkJob(jobId, linked.project.projectId);
    if (row?.setAside) return () => this.#backend.setJobAside(jobId);
    if (row?.unlinked) return () => this.#backend.unlinkJob(jobId);
    return () => this.#backend.linkByEvidence(jobId);
  }

  async #decide(jobId: string, call: () => Promise<Answer<null>>): Promise<boolean> {
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
