// Re-imports that run or have ended since the window opened, one per job.

import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '../backend/backend';
import type {
  AppError,
  EndingKind,
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

/** A plan that was shown, with what the user decided of it. */
export type ShownPlan = { planId: string; options: PlanOptions };

const NOT_CONFIRMED = { message: 'Not confirmed. Nothing was changed.', details: [], remedy: '' };

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
  #hear: (ended: Reimport) => void;

  /** `hear` is told each end. */
  constructor(backend: Backend, hear: (ended: Reimport) => void = () => {}) {
    this.#backend = backend;
    this.#hear = hear;
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

  /**
   * Carries a plan out behind the native dialog: the one that is shown, or one made of both sides as they are now with what is chosen of
   * the job. A second call for a
   * job whose first still runs does nothing. Answers how it ended; nothing where another run took its place.
   */
  async run(jobId: string, projectName: string, shown: ShownPlan | null = null): Promise<End['kind'] | null> {
    if (this.runs(jobId)) return null;
    const turn = (this.#turns[jobId] ?? 0) + 1;
    this.#turns[jobId] = turn;
    this.#all.delete(jobId);
    this.#put({ jobId, projectName, stage: 'preparing', progress: null, end: null });
    const plan = shown ?? (await this.#prepare(jobId));
    const ended = plan && (await this.#backend.reimport(plan.planId, plan.options));
    if (this.#turns[jobId] !== turn) return null;
    if (ended === null) return 'failed';
    if (ended.status === 'error') return this.#failed(jobId, ended.error);
    this.#finish(ended.data);
    return ended.data.kind;
  }

  progressed(progress: ReimportProgress) {
    this.#put({ ...this.#known(progress.jobId), stage: progress.stage, progress });
  }

  /** The shell says it twice, as an event and as the command's answer. An event may be about the run before the one being prepared. */
  ended(ending: ReimportEnding) {
    if (this.of(ending.jobId)?.stage !== 'preparing') this.#finish(ending);
  }

  dismiss(jobId: string) {
    if (!this.runs(jobId)) this.#all.delete(jobId);
  }

  reset() {
    this.#all.clear();
  }

  async #prepare(jobId: string): Promise<ShownPlan | null> {
    const prepared = await this.#backend.prepareReimport(jobId);
    if (prepared.status === 'ok') return prepared.data;
    this.#failed(jobId, prepared.error);
    return null;
  }

  #finish({ jobId, projectName, kind, message, details, remedy }: ReimportEnding) {
    const known = this.#known(jobId);
    if (known.stage === 'ended') return;
    const said = kind === 'declined' ? NOT_CONFIRMED : { message, details, remedy };
    const end = { kind, ...said, reference: null };
    this.#end({ ...known, projectName: projectName || known.projectName }, end);
  }

  #failed(jobId: string, { message, remedy, reference }: AppError): 'failed' {
    this.#end(this.#known(jobId), { kind: 'failed', message, details: [], remedy, reference });
    return 'failed';
  }

  #end(one: Reimport, end: End) {
    const ended: Reimport = { ...one, stage: 'ended', end };
    this.#put(ended);
    this.#hear(ended);
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
