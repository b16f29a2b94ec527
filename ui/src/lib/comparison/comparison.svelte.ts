// One job's comparison: which of its lines are shown, what is chosen of them, and where they are. Amounts come from the shell; this
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
  LinesTable,
  OfferKind,
  OutdatedLine,
  Ownership,
  PlanOptions,
  PlanSummary,
  ReimportState,
  Sums,
} from '../backend/bindings';
import { byCode, stillOffered, withChoices } from './choices';
import { Choosing } from './choosing.svelte';
import { copied } from './copying';
import { Divisions } from './divisions.svelte';
import { readinessOf } from './readiness';
import { Reconciling } from './reconciling.svelte';
import { LineRows } from './rows.svelte';
import { Said } from '../news/said.svelte';
import type { ShownPlan } from '../reimports/reimports.svelte';
import { isZero } from '../text/money';

/** A look below the budgets, without groups and from what was last read; or a page of its own, for which the job is read again. */
export type Size = 'panel' | 'page';

export class Comparison {
  size = $state<Size>('page');
  jobId = $state<string | null>(null);
  data = $state.raw<Data | null>(null);
  arrangement = $state.raw<Arrangement | null>(null);
  /** Why nothing can be shown. */
  error = $state.raw<AppError | null>(null);
  readonly said = new Said();
  query = $state.raw<ArrangementQuery>({ grouping: 'division', shown: 'changes', search: '' });
  outdated = $state.raw<OutdatedLine[] | null>(null);
  sums = $state.raw<Sums | null>(null);
  /** What moves in each division and what stays apart, of a page. */
  readonly divisions: Divisions;
  /** The row to be brought into sight. */
  wanted = $state.raw<{ place: number } | null>(null);
  /** Who moved which line in Procore, by its code. */
  moved = $state.raw(byCode([]));
  readonly rows = new LineRows(
    () => this.arrangement,
    () => this.grouping !== 'none',
  );

  readonly choosing: Choosing;
  readonly reconciling: Reconciling;
  #backend: Backend;
  /** Counts questions of a kind, so that a late answer is known for one. */
  #turns = { arrangement: 0, sums: 0 };

  constructor(backend: Backend) {
    this.#backend = backend;
    this.choosing = new Choosing(backend);
    this.divisions = new Divisions(backend);
    this.reconciling = new Reconciling(backend, () => ({
      jobId: this.jobId ?? '',
      planId: this.planId,
      options: this.options,
    }));
  }

  get planId(): string {
    return this.data?.planId ?? '';
  }

  get options(): PlanOptions {
    return this.choosing.options;
  }

  get choices(): LineChoice[] {
    return this.options.choices;
  }

  get summary(): PlanSummary | null {
    return this.choosing.summary;
  }

  get grouping(): Grouping {
    return this.size === 'panel' ? 'none' : this.query.grouping;
  }

  /** What a re-import of this job carries out: a page's plan as it is shown, the panel's where the user decided something of it. */
  planOf(jobId: string): ShownPlan | null {
    const shown = this.jobId === jobId && this.data !== null && (this.size === 'page' || this.choosing.any);
    return shown ? { planId: this.planId, options: this.options } : null;
  }

  /** Whether what is shown can be re-imported. */
  get readiness(): ReimportState | null {
    return readinessOf(this.summary);
  }

  /** Sub jobs are only worth a grouping where there are some. */
  get hasSubJobs(): boolean {
    return this.data?.lines.some((line) => line.subJob !== null) ?? false;
  }

  line(index: number): LineRow | undefined {
    return this.choosing.line(index) ?? this.data?.lines[index];
  }

  async open(jobId: string, size: Size): Promise<void> {
    if (this.jobId !== jobId) this.#leave();
    this.jobId = jobId;
    this.size = size;
    await (this.data === null ? this.reload() : Promise.all([this.show({}), this.#draw()]));
    if (size === 'panel') return;
    // What is shown at once may be old: the news of the reading brings the newer plan.
    void this.#backend.readJob(jobId);
    void this.#askWhoMoved(jobId);
  }

  /** Begins again with the job. */
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

  /** Asks for the comparison again. What a refused re-import showed to have moved stays until the user goes on. */
  async reload(): Promise<void> {
    const { jobId } = this;
    if (jobId === null) return;
    const answer = await this.#backend.openComparison(jobId, this.data?.planId ?? null);
    if (this.jobId !== jobId) return;
    if (answer.status === 'error') {
      if (this.data === null) this.error = answer.error;
    } else if (answer.data.planId === this.data?.planId) await this.#refresh(answer.data);
    else if (this.data !== null && this.outdated !== null) {
      // What concerns the job as a whole holds whichever plan is shown.
      this.data = { ...this.data, row: answer.data.row };
    } else {
      await this.#swap(answer.data);
      if (this.size === 'page') void this.#askWhoMoved(jobId);
    }
  }

  /** Goes on with the newest plan, and what is chosen of it. */
  async useNewPlan(): Promise<void> {
    const { jobId } = this;
    if (jobId === null) return;
    const answer = await this.#backend.openComparison(jobId, null);
    if (this.jobId !== jobId) return;
    if (answer.status === 'error') return this.said.problem(answer.error);
    await this.#swap(answer.data);
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
    return this.#choose([index], line.choice.choice, !this.made(index));
  }

  /** Leaves every change among these lines, or applies them all where one is left already. */
  toggleAll(indexes: number[]): Promise<void> {
    const changing = this.offering(indexes, 'leave');
    return this.#choose(
      changing,
      'leave',
      changing.every((index) => !this.made(index)),
    );
  }

  /** Sets all that only Procore has among these lines to zero, or keeps them again. */
  toggleZero(indexes: number[]): Promise<void> {
    const only = this.offering(indexes, 'setToZero');
    return this.#choose(only, 'setToZero', !only.every((index) => this.made(index)));
  }

  /** The line's choice is made, whether or not it is kept yet. */
  made(index: number): boolean {
    const code = this.data?.lines[index]?.code;
    return this.choices.some((one) => one.code === code);
  }

  /** Those among these lines whose difference can be accepted. */
  acceptable(indexes: number[]): number[] {
    return indexes.filter((index) => {
      const line = this.line(index);
      return line !== undefined && !isZero(line.variance.amount) && !line.accepted?.holds;
    });
  }

  /** Begins to accept the differences of these lines. */
  askToAccept(indexes: number[]) {
    const acceptable = this.acceptable(indexes);
    if (acceptable.length > 0) this.reconciling.ask({ indexes: acceptable });
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
    return overriding.length > 0 && overriding.every((index) => this.made(index));
  }

  /** The first import keeps the lines the budget has, or overrides them. */
  keepExisting(keep: boolean): Promise<void> {
    return this.#choose(this.#overriding, 'leave', keep);
  }

  /** Makes the choices anew, looking at the lines as they are now: what moved since is told no longer. */
  async standBy(): Promise<void> {
    await this.#chosen(this.choosing.standBy());
    await this.reload();
  }

  forgetChoices(): Promise<void> {
    return this.#chosen(this.choosing.choose({ choices: [] }));
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
    return this.#chosen(this.choosing.choose({ choices, [kind]: taken }));
  }

  /** Moves to the next line that changes, and round again at the end. */
  nextChange(step: 1 | -1): number | null {
    return this.rows.next(step, (index) => (this.line(index)?.change ?? null) !== null);
  }

  /** Goes to a division's group; where the filter leaves it out, all lines are shown. */
  async goToDivision(division: string): Promise<void> {
    const place = () => this.rows.all.findIndex((row) => row.kind === 'group' && row.group.key === division);
    if (this.query.grouping !== 'division') await this.show({ grouping: 'division' });
    if (place() < 0) await this.show({ shown: 'all', search: '' });
    if (place() < 0) return;
    this.rows.selection.go(place());
    this.wanted = { place: place() };
    await this.sumSelection();
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
  async copy(write: (table: LinesTable) => Promise<void>): Promise<void> {
    const { selected, selection } = this.rows;
    const shown = this.arrangement?.groups.flatMap((group) => group.lines) ?? [];
    const indexes = selection.places.length > 1 ? selected : shown;
    await copied(this.said, await this.#backend.tableOfLines(this.planId, this.options, indexes), write);
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
    return this.#chosen(this.choosing.choose({ choices: withChoices(this.choices, codes, choice, made) }));
  }

  /** Says why something could not be chosen; then what is kept is shown. */
  async #chosen(asked: Promise<AppError | null>): Promise<void> {
    const refused = await asked;
    if (refused) {
      this.said.problem(refused);
      return this.reload();
    }
    this.said.putAway();
    await Promise.all([this.#arrange(), this.#draw()]);
  }

  /** The same plan, whose lines are known; choices may have been made of it elsewhere. */
  async #refresh(data: Data): Promise<void> {
    this.data = { ...data, lines: this.data?.lines ?? [] };
    if (this.choosing.busy) return;
    const before = JSON.stringify([this.options, this.choosing.conflicts]);
    this.choosing.take(data);
    if (before !== JSON.stringify([this.options, this.choosing.conflicts]))
      await Promise.all([this.#arrange(), this.#draw()]);
  }

  #draw(): Promise<void> {
    return this.size === 'page' ? this.divisions.draw(this.planId, this.options) : Promise.resolve();
  }

  /** What is not known does no harm: the comparison is as good without it. */
  async #askWhoMoved(jobId: string): Promise<void> {
    const answer = await this.#backend.whoMoved(jobId);
    if (this.jobId === jobId && answer.status === 'ok') this.moved = byCode(answer.data);
  }

  async #swap(data: Data): Promise<void> {
    const { active } = this.rows;
    const at = active?.kind === 'line' ? this.line(active.index)?.code : undefined;
    this.#take(data);
    await Promise.all([this.#arrange(), this.#draw()]);
    this.rows.goTo((index) => this.line(index)?.code === at);
  }

  #take(data: Data | null) {
    this.#turns.arrangement += 1;
    this.data = data;
    this.choosing.take(data);
    this.error = null;
    this.outdated = null;
    this.reconciling.ask(null);
    this.sums = null;
    this.wanted = null;
    if (data !== null) return;
    this.arrangement = null;
    this.divisions.clear();
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
