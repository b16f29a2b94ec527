// Re-imports that run or have ended since the window opened, one per job.

import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '../backend/backend';
import type {
  AppError,
  EndingKind,
  LineChoice,
  PlanOptions,
  ReimportEnding,
  ReimportProgress,
  ReimportStage,
} from '../backend/bindings';

const QUIET_MS = 12_000;

/** How it ended. `failed` is a command that failed before there was anything to end. */
export type End = {
  kind: EndingKind | 'failed';
  message: string;
  details: string[];
  remedy: string;
  reference: string | null;
};

export type Reimport = {
  jobId: string;
  projectName: string;
  /** `preparing` is before the dialog: both sides are read and the plan is made. */
  stage: 'preparing' | ReimportStage | 'ended';
  progress: ReimportProgress | null;
  end: End | null;
};

export class Reimports {
  #all = new SvelteMap<string, Reimport>();
  /** Which run of a job is the latest: the answer to an earlier one must not end it. */
  #turns: Record<string, number> = {};
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The newest first. */
  get all(): Reimport[] {
    return [...this.#all.values()].reverse();
  }

  of(jobId: string): Reimport | null {
    return this.#all.get(jobId) ?? null;
  }

  runs(jobId: string): boolean {
    const one = this.#all.get(jobId);
    return one !== undefined && one.stage !== 'ended';
  }

  /** Prepares the plan, asks through the native dialog and carries it out. A second call for a job whose first still runs does nothing. */
  async run(jobId: string, projectName: string, choices: LineChoice[] = []): Promise<void> {
    if (this.runs(jobId)) return;
    const turn = (this.#turns[jobId] ?? 0) + 1;
    this.#turns[jobId] = turn;
    this.#all.delete(jobId);
    this.#put({ jobId, projectName, stage: 'preparing', progress: null, end: null });
    const prepared = await this.#backend.prepareReimport(jobId, choices);
    if (prepared.status === 'error') return this.#failed(jobId, prepared.error);
    this.#put({ ...this.#known(jobId), stage: 'asking' });
    const ended = await this.#backend.reimport(prepared.data.planId);
    if (this.#turns[jobId] !== turn) return;
    if (ended.status === 'error') return this.#failed(jobId, ended.error);
    this.ended(ended.data);
  }

  /** Carries out the plan that a comparison shows, behind the native dialog. */
  async runShown(
    jobId: string,
    projectName: string,
    planId: string,
    options: PlanOptions,
  ): Promise<EndingKind | 'failed' | null> {
    if (this.runs(jobId)) return null;
    const turn = (this.#turns[jobId] ?? 0) + 1;
    this.#turns[jobId] = turn;
    this.#put({ jobId, projectName, stage: 'preparing', progress: null, end: null });
    const ended = await this.#backend.reimportShown(planId, options);
    if (this.#turns[jobId] !== turn) return null;
    if (ended.status === 'error') this.#failed(jobId, ended.error);
    else {
      // An end before the dialog, because a side moved, finds it still being prepared.
      if (this.of(jobId)?.stage === 'preparing') this.#put({ ...this.#known(jobId), stage: 'asking' });
      this.ended(ended.data);
    }
    return ended.status === 'error' ? 'failed' : ended.data.kind;
  }

  progressed(progress: ReimportProgress) {
    this.#put({ ...this.#known(progress.jobId), stage: progress.stage, progress });
  }

  /** The shell says it twice, as an event and as the command's answer; the second finds it ended, or the next run being prepared. */
  ended(ending: ReimportEnding) {
    const known = this.#known(ending.jobId);
    if (known.stage === 'ended' || known.stage === 'preparing') return;
    const { kind, message, details, remedy } = ending;
    const end =
      kind === 'declined'
        ? { kind, message: 'Not confirmed. Nothing was changed.', details: [], remedy: '' }
        : { kind, message, details, remedy };
    this.#end({ ...known, projectName: ending.projectName || known.projectName }, { ...end, reference: null });
  }

  dismiss(jobId: string) {
    if (!this.runs(jobId)) this.#all.delete(jobId);
  }

  reset() {
    this.#all.clear();
  }

  #failed(jobId: string, error: AppError) {
    const { message, remedy, reference } = error;
    this.#end(this.#known(jobId), { kind: 'failed', message, details: [], remedy, reference });
  }

  #end(one: Reimport, end: End) {
    const ended: Reimport = { ...one, stage: 'ended', end };
    this.#put(ended);
    // Nothing happened, so nothing needs to be put away.
    if (end.kind === 'declined')
      setTimeout(() => this.#all.get(one.jobId) === ended && this.#all.delete(one.jobId), QUIET_MS);
  }

  /** A re-import that this window did not start is known by its first event. */
  #known(jobId: string): Reimport {
    return this.#all.get(jobId) ?? { jobId, projectName: '', stage: 'asking', progress: null, end: null };
  }

  #put(one: Reimport) {
    this.#all.set(one.jobId, one);
  }
}
