// The Budgets page: what is asked for, what came back, and which job is selected.

import type { Answer, Backend } from '../backend/backend';
import type {
  AppError,
  BudgetsPage,
  BudgetsQuery,
  FilterName,
  JobRow,
  LinesTable,
  ListFormat,
  OutOfBalanceDay,
  SortColumn,
  TiePart,
} from '../backend/bindings';
import type { Notices } from '../news/notices.svelte';
import { counted } from '../text/money';
import { DAYS } from './days';

const SEARCH_PAUSE_MS = 120;
const ROWS_PAUSE_MS = 200;
/** Amounts and ages are looked at from their far end first: the largest amount, the most lines. */
const DESCENDING_FIRST: SortColumn[] = ['acumatica', 'procore', 'newProcore', 'outOfBalance', 'change', 'lines'];

export class Budgets {
  query = $state.raw<BudgetsQuery>({ filter: 'synced', search: '', sort: 'jobId', descending: false });
  /** What came back last. It stays on the screen while the next answer is on its way. */
  page = $state.raw<BudgetsPage | null>(null);
  /** Why the last answer is not there. */
  error = $state.raw<AppError | null>(null);
  /** What the search field shows; the question follows after a short pause. */
  searchText = $state('');
  /** By how much the jobs were out of balance on the last days. */
  days = $state.raw<OutOfBalanceDay[]>([]);
  selectedId = $state<string | null>(null);
  /** Where a command of the page failed: what opening a budget or checking said. */
  commandError = $state.raw<AppError | null>(null);

  #backend: Backend;
  #notices: Notices;
  #asking = false;
  #askAgain = false;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #rowsTimer: ReturnType<typeof setTimeout> | undefined;
  #rowsShown = '';
  #filterChosen = false;
  /** The question to which the page is the answer. */
  #answered = '';

  constructor(backend: Backend, notices: Notices) {
    this.#backend = backend;
    this.#notices = notices;
  }

  get rows(): JobRow[] {
    return this.page?.rows ?? [];
  }

  get selected(): JobRow | null {
    return this.rows.find((row) => row.jobId === this.selectedId) ?? null;
  }

  /** Asks for the page. However often this is called meanwhile, one question is under way and at most one follows. */
  async ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    do {
      this.#askAgain = false;
      const answer = await this.#backend.budgetsPage(this.query);
      // An answer to an older question would show rows under the wrong filter for a moment.
      if (this.#askAgain) continue;
      if (answer.status === 'ok') this.#received(answer.data);
      else this.error = answer.error;
    } while (this.#askAgain);
    this.#asking = false;
  }

  filterBy(filter: FilterName) {
    this.#filterChosen = true;
    this.#change({ filter, part: undefined });
  }

  /** Shows only the jobs of one part of the sum, or again all that the filter has. */
  choosePart(part: TiePart | null) {
    this.#change({ part: part ?? undefined });
  }

  /** Sorts by a column; the second time the other way round. */
  sortBy(sort: SortColumn) {
    const same = this.query.sort === sort;
    this.#change({ sort, descending: same ? !this.query.descending : DESCENDING_FIRST.includes(sort) });
  }

  search(text: string) {
    this.searchText = text;
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#change({ search: text }), SEARCH_PAUSE_MS);
  }

  select(jobId: string) {
    this.selectedId = jobId;
  }

  /** Tells which rows are in sight, from the top, once scrolling has come to rest. */
  showRows(jobIds: string[]) {
    clearTimeout(this.#rowsTimer);
    const shown = jobIds.join('\n');
    if (shown === this.#rowsShown || jobIds.length === 0) return;
    this.#rowsTimer = setTimeout(async () => {
      this.#rowsShown = shown;
      this.#tell(await this.#backend.showRows(jobIds));
    }, ROWS_PAUSE_MS);
  }

  async checkNow() {
    this.#tell(await this.#backend.checkNow());
  }

  /** Takes over every budget that is there on both sides and agrees in every line, once a dialog was answered; it can be taken back. */
  async adoptAgreeing() {
    const answer = await this.#backend.adoptAgreeing();
    this.#tell(answer);
    if (answer.status === 'error' || answer.data === null) return;
    const { jobIds, ...report } = answer.data;
    this.#notices.say('success', report, { label: 'Undo', run: () => this.#takeBack(jobIds) });
  }

  /** Writes the shown jobs into a file. Where to, a dialog asks. */
  async export(format: ListFormat) {
    const answer = await this.#backend.exportBudgets(this.query, format);
    this.#tell(answer);
    if (answer.status === 'ok' && answer.data !== null) this.#say(`Exported to ${answer.data}.`);
  }

  /** The shown jobs with their sums, to be copied; nothing where they cannot be had. */
  async table(): Promise<LinesTable | null> {
    const answer = await this.#backend.tableOfBudgets(this.query);
    this.#tell(answer);
    return answer.status === 'ok' ? answer.data : null;
  }

  /** They are on the clipboard. */
  copied({ lines }: LinesTable) {
    this.#say(`${counted(lines, 'job')} copied, with their sums.`);
  }

  /** The last days; where they cannot be had, the page goes without. */
  async askDays() {
    const answer = await this.#backend.outOfBalanceByDay(DAYS);
    if (answer.status === 'ok') this.days = answer.data;
  }

  async openBudget(jobId: string) {
    this.#tell(await this.#backend.openBudget(jobId));
  }

  async openProject(jobId: string) {
    this.#tell(await this.#backend.openProject(jobId));
  }

  dismissCommandError() {
    this.commandError = null;
  }

  /** Forgets a company's page before another's is asked for. */
  reset() {
    clearTimeout(this.#searchTimer);
    clearTimeout(this.#rowsTimer);
    this.page = null;
    this.error = null;
    this.commandError = null;
    this.selectedId = null;
    this.days = [];
    this.searchText = '';
    this.#rowsShown = '';
    this.#filterChosen = false;
    this.query = { filter: 'synced', search: '', sort: 'jobId', descending: false };
  }

  async #takeBack(jobIds: string[]) {
    const answer = await this.#backend.takeBackAdoption(jobIds);
    this.#tell(answer);
    if (answer.status === 'ok') this.#notices.say('info', answer.data);
  }

  #say(message: string) {
    this.#notices.say('info', { message, details: [], remedy: '' });
  }

  #change(change: { [Name in keyof BudgetsQuery]?: BudgetsQuery[Name] | undefined }) {
    const { part, ...others } = { ...this.query, ...change };
    this.query = (part ? { ...others, part } : others) as BudgetsQuery;
    void this.ask();
  }

  #received(page: BudgetsPage) {
    // A company that never imported has nothing synced: showing an empty table first would look broken.
    const nothingSynced = this.query.filter === 'synced' && page.counts.synced === 0 && page.counts.all > 0;
    if (nothingSynced && !this.#filterChosen && page.freshness.reading === null) {
      this.query = { ...this.query, filter: 'all' };
      this.#askAgain = true;
    }
    this.#keepPlace(page);
    this.page = page;
    this.error = null;
  }

  /** Where the selected job has left the rows of the same question, the one that took its place is selected: the work goes on with it. */
  #keepPlace(page: BudgetsPage) {
    const asked = JSON.stringify(this.query);
    const place = this.rows.findIndex((row) => row.jobId === this.selectedId);
    const left = place >= 0 && !page.rows.some((row) => row.jobId === this.selectedId);
    if (left && asked === this.#answered) {
      this.selectedId = page.rows[Math.min(place, page.rows.length - 1)]?.jobId ?? null;
    }
    this.#answered = asked;
  }

  #tell(answer: Answer<unknown>) {
    this.commandError = answer.status === 'error' ? answer.error : null;
  }
}
