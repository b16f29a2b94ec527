// One job's comparison: which of its lines are shown, what the user chose of them, and where they are. Amounts come from the shell; this
// file only knows which line is which.

import type { Backend } from '../backend/backend';
import type {
  AppError,
  Arrangement,
  ArrangementQuery,
  Comparison as Data,
  ExportFormat,
  Grouping,
  LineChoice,
  LineRow,
  OfferKind,
  OutdatedLine,
  Ownership,
  PlanOptions,
  PlanSummary,
  ReimportState,
  Sums,
} from '../backend/bindings';
import { byCode, byIndex, stillOffered, withChoices } from './choices';
import { LineRows } from './rows.svelte';
import { Said } from '../news/said.svelte';
import type { ShownPlan } from '../reimports/reimports.svelte';
import { counted } from '../text/money';

const NOTHING: Record<OfferKind, boolean> = { createCodes: false, unlock: false };

/** A look below the budgets, without groups and from what was last read; or a page of its own, for which the job is read again. */
export type Size = 'panel' | 'page';

export class Comparison {
  size = $state<Size>('page');
  jobId = $state<string | null>(null);
  data = $state.raw<Data | null>(null);
  summary = $state.raw<PlanSummary | null>(null);
  arrangement = $state.raw<Arrangement | null>(null);
  /** Why nothing can be shown. */
  error = $state.raw<AppError | null>(null);
  readonly said = new Said();
  query = $state.raw<ArrangementQuery>({ grouping: 'division', shown: 'changes', search: '' });
  choices = $state.raw<LineChoice[]>([]);
  /** What the user took of what the plan offers as a whole. */
  taken = $state.raw<Record<OfferKind, boolean>>(NOTHING);
  /** Both sides were read again and come to another plan, while the user has made choices on this one. */
  renewed = $state.raw<Data | null>(null);
  outdated = $state.raw<OutdatedLine[] | null>(null);
  sums = $state.raw<Sums | null>(null);
  /** Who moved which line in Procore, by its code. */
  moved = $state.raw(byCode([]));
  readonly rows = new LineRows(
    () => this.arrangement,
    () => this.grouping !== 'none',
  );

  /** The lines that come out otherwise than by the rules. */
  #otherwise = $state.raw(byIndex([]));
  #backend: Backend;
  /** Counts questions of a kind, so that a late answer is known for one. */
  #turns = { plan: 0, arrangement: 0, sums: 0 };

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get planId(): string {
    return this.data?.planId ?? '';
  }

  get options(): PlanOptions {
    return { choices: this.choices, ...this.taken };
  }

  get grouping(): Grouping {
    return this.size === 'panel' ? 'none' : this.query.grouping;
  }

  /** What a re-import of this job carries out: a page's plan as it is shown, the panel's where the user decided something of it. */
  planOf(jobId: string): ShownPlan | null {
    const shown = this.jobId === jobId && this.data !== null && (this.size === 'page' || this.decided);
    return shown ? { planId: this.planId, options: this.options } : null;
  }

  /** Whether what is shown can be re-imported. */
  get readiness(): ReimportState | null {
    if (this.summary === null) return null;
    const { refusals } = this.summary;
    const all = (part: 'reason' | 'remedy') => refusals.map((one) => one[part]).join(' ');
    return { available: refusals.length === 0, reason: all('reason'), remedy: all('remedy'), place: null };
  }

  /** The user decided something otherwise than the rules. */
  get decided(): boolean {
    return this.choices.length > 0 || this.taken.createCodes || this.taken.unlock;
  }

  /** Sub jobs are only worth a grouping where there are some. */
  get hasSubJobs(): boolean {
    return this.data?.lines.some((line) => line.subJob !== null) ?? false;
  }

  line(index: number): LineRow | undefined {
    return this.#otherwise.get(index) ?? this.data?.lines[index];
  }

  async open(jobId: string, size: Size): Promise<void> {
    if (this.jobId !== jobId) this.#leave();
    this.jobId = jobId;
    this.size = size;
    await (this.data === null ? this.reload() : this.show({}));
    if (size === 'panel') return;
    // What is shown at once may be old: the news of the reading brings the newer plan.
    void this.#backend.readJob(jobId);
    void this.#askWhoMoved(jobId);
  }

  /** Begins again with the job, without what was decided of it. */
  async restart(): Promise<void> {
    this.#take(null);
    await this.reload();
  }

  close() {
    this.#leave();
    this.query = { ...this.query, shown: 'changes', search: '' };
  }

  #leave() {
    this.jobId = null;
    this.rows.collapsed.clear();
    this.rows.selection.reset();
    this.said.putAway();
    this.moved = byCode([]);
    this.#take(null);
  }

  /** Asks for the comparison again; the same plan changes nothing, another one does not run over choices. */
  async reload(): Promise<void> {
    const { jobId } = this;
    if (jobId === null) return;
    const answer = await this.#backend.openComparison(jobId);
    if (this.jobId !== jobId) return;
    if (answer.status === 'error') {
      if (this.data === null) this.error = answer.error;
      return;
    }
    if (answer.data.planId === this.data?.planId) this.data = { ...answer.data, lines: this.data.lines };
    else if (this.data !== null && (this.decided || this.outdated !== null)) {
      this.renewed = answer.data;
      // What concerns the job as a whole holds whichever plan is shown.
      this.data = { ...this.data, row: answer.data.row };
    } else {
      await this.#swap(answer.data, {});
      if (this.size === 'page') void this.#askWhoMoved(jobId);
    }
  }

  /** Goes on with the newest plan. Choices that still make a difference stay, where they are to. */
  async useNewPlan(keepChoices = true): Promise<void> {
    const { jobId } = this;
    if (jobId === null) return;
    const answer =
      this.renewed && keepChoices
        ? { status: 'ok' as const, data: this.renewed }
        : await this.#backend.openComparison(jobId);
    if (this.jobId !== jobId) return;
    if (answer.status === 'error') return this.said.problem(answer.error);
    if (!keepChoices) return this.#swap(answer.data, {});
    const { choices, taken } = this;
    // What concerns the whole plan first: some lines offer a choice only then.
    await this.#swap(answer.data, { ...taken });
    const kept = stillOffered(
      choices,
      this.everyIndex.flatMap((index) => this.line(index) ?? []),
    );
    await this.#replan({ choices: kept });
    const dropped = choices.length - kept.length;
    if (dropped > 0)
      this.said.tell(
        `${counted(dropped, 'choice')} ${dropped === 1 ? 'makes no difference any more and was dropped' : 'make no difference any more and were dropped'}.`,
      );
  }

  async show(query: Partial<ArrangementQuery>): Promise<void> {
    this.query = { ...this.query, ...query };
    if (query.grouping) this.rows.collapsed.clear();
    this.rows.selection.reset();
    await this.#arrange();
  }

  /** Makes a line's choice, or takes it back. */
  toggle(index: number): Promise<void> {
    const line = this.line(index);
    if (!line?.choice) return Promise.resolve();
    return this.#choose([index], line.choice.choice, !line.choice.made);
  }

  /** Leaves every change among these lines, or applies them all where one is left already. */
  toggleAll(indexes: number[]): Promise<void> {
    const changing = this.offering(indexes, 'leave');
    return this.#choose(
      changing,
      'leave',
      changing.every((index) => !this.line(index)?.choice?.made),
    );
  }

  /** Sets all that only Procore has among these lines to zero, or keeps them again. */
  toggleZero(indexes: number[]): Promise<void> {
    const only = this.offering(indexes, 'setToZero');
    return this.#choose(only, 'setToZero', !only.every((index) => this.line(index)?.choice?.made));
  }

  /** The lines among these that offer a choice. */
  offering(indexes: number[], choice: LineChoice['choice']): number[] {
    return indexes.filter((index) => this.line(index)?.choice?.choice === choice);
  }

  get everyIndex(): number[] {
    return this.data?.lines.map((_, index) => index) ?? [];
  }

  /** The lines that a first import overrides. */
  get #overriding(): number[] {
    return this.offering(this.everyIndex, 'leave').filter((index) => this.data?.lines[index]?.budget !== null);
  }

  get keepsExisting(): boolean {
    const overriding = this.#overriding;
    return overriding.length > 0 && overriding.every((index) => this.line(index)?.choice?.made);
  }

  /** The first import keeps the lines the budget has, or overrides them. */
  keepExisting(keep: boolean): Promise<void> {
    return this.#choose(this.#overriding, 'leave', keep);
  }

  forgetChoices(): Promise<void> {
    return this.#replan({ choices: [] });
  }

  /** Wants to be told when the budget is unlocked, or no longer. */
  async awaitUnlock(awaited: boolean): Promise<void> {
    const answer = await this.#backend.awaitUnlock(this.jobId ?? '', awaited);
    if (answer.status === 'error') this.said.problem(answer.error);
  }

  /** Sets who owns the job's original budget; the plan that comes of it arrives as news. */
  async own(ownership: Ownership): Promise<void> {
    const answer = await this.#backend.setOwnership(this.jobId ?? '', ownership);
    if (answer.status === 'error') this.said.problem(answer.error);
  }

  /** Takes the budget over as it is: nothing is written, and from now on the job counts as synced. */
  async adopt(): Promise<void> {
    const answer = await this.#backend.adoptBudget(this.jobId ?? '');
    if (answer.status === 'error') return this.said.problem(answer.error);
    await this.reload();
    this.said.tell('The budget was taken over as it is. Nothing was written to Procore.');
  }

  /** Takes an offer of the plan, or gives it back. Choices that were only to be made with it go with it. */
  takeOffer(kind: OfferKind, taken: boolean): Promise<void> {
    const choices =
      kind === 'createCodes' && !taken ? stillOffered(this.choices, this.data?.lines ?? []) : this.choices;
    return this.#replan({ choices, [kind]: taken });
  }

  /** Moves to the next line that changes, and round again at the end. */
  nextChange(step: 1 | -1): number | null {
    return this.rows.next(step, (index) => (this.line(index)?.change ?? null) !== null);
  }

  /** What the selection comes to. One row says it itself. */
  async sumSelection(): Promise<void> {
    const turn = ++this.#turns.sums;
    const indexes = this.rows.selected;
    if (this.rows.selection.places.length < 2) return void (this.sums = null);
    const answer = await this.#backend.sumLines(this.planId, this.options, indexes);
    if (turn === this.#turns.sums && answer.status === 'ok') this.sums = answer.data;
  }

  /** The selected lines, or all that are shown, as a table to paste. */
  async copy(write: (table: { text: string; html: string }) => Promise<void>): Promise<void> {
    const shown = this.arrangement?.groups.flatMap((group) => group.lines) ?? [];
    const answer = await this.#backend.tableOfLines(
      this.planId,
      this.options,
      this.rows.selection.places.length > 1 ? this.rows.selected : shown,
    );
    if (answer.status === 'error') return this.said.problem(answer.error);
    const { lines } = answer.data;
    await write(answer.data).then(
      () => this.said.tell(`${counted(lines, 'line')} copied.`),
      () =>
        this.said.problem({
          message: 'The clipboard did not take the lines.',
          remedy: 'Try again, or export the plan.',
          reference: null,
        }),
    );
  }

  exportPlan = (format: ExportFormat) =>
    this.said.exported(this.#backend.exportPlan(this.planId, this.options, format));
  exportBudget = () => this.said.exported(this.#backend.exportBudget(this.jobId ?? ''));

  /** A re-import of what is shown was refused because a side moved: what moved, line by line. */
  async showOutdated(): Promise<void> {
    const planId = this.planId;
    const answer = await this.#backend.outdatedLines(planId, this.options);
    if (planId !== this.planId) return;
    if (answer.status === 'ok') this.outdated = answer.data;
    else this.said.problem(answer.error);
  }

  #choose(indexes: number[], choice: LineChoice['choice'], made: boolean): Promise<void> {
    const codes = indexes.flatMap((index) => this.data?.lines[index]?.code ?? []);
    return this.#replan({ choices: withChoices(this.choices, codes, choice, made) });
  }

  /** Makes the plan again. Where the shell refuses, the choices stay as they were. */
  async #replan(changed: Partial<PlanOptions>): Promise<void> {
    const before = this.options;
    const options = { ...before, ...changed };
    const same = options.unlock === before.unlock && options.createCodes === before.createCodes;
    if (same && options.choices.length === 0 && before.choices.length === 0) return;
    const turn = ++this.#turns.plan;
    this.#decide(options);
    const answer = await this.#backend.replan(this.planId, options);
    if (turn !== this.#turns.plan) return;
    if (answer.status === 'error') {
      this.#decide(before);
      return this.said.problem(answer.error);
    }
    this.said.putAway();
    this.#otherwise = byIndex(answer.data.lines);
    this.summary = answer.data.summary;
    await this.#arrange();
  }

  #decide({ choices, ...taken }: PlanOptions) {
    this.choices = choices;
    this.taken = taken;
  }

  /** What is not known does no harm: the comparison is as good without it. */
  async #askWhoMoved(jobId: string): Promise<void> {
    const answer = await this.#backend.whoMoved(jobId);
    if (this.jobId === jobId && answer.status === 'ok') this.moved = byCode(answer.data);
  }

  async #swap(data: Data, options: Partial<PlanOptions>): Promise<void> {
    const { active } = this.rows;
    const at = active?.kind === 'line' ? this.line(active.index)?.code : undefined;
    this.#take(data);
    await this.#replan(options);
    await this.#arrange();
    this.rows.goTo((index) => this.line(index)?.code === at);
  }

  #take(data: Data | null) {
    this.#turns.plan += 1;
    this.#turns.arrangement += 1;
    this.data = data;
    this.summary = data?.summary ?? null;
    this.#decide({ choices: [], ...NOTHING });
    this.#otherwise = byIndex([]);
    this.error = null;
    this.renewed = null;
    this.outdated = null;
    this.sums = null;
    if (data === null) this.arrangement = null;
  }

  async #arrange(): Promise<void> {
    const turn = ++this.#turns.arrangement;
    const { planId } = this;
    if (this.data === null) return;
    const answer = await this.#backend.arrangeLines(planId, this.options, { ...this.query, grouping: this.grouping });
    if (turn !== this.#turns.arrangement) return;
    if (answer.status === 'error') return this.said.problem(answer.error);
    this.arrangement = answer.data;
    await this.sumSelection();
  }
}
