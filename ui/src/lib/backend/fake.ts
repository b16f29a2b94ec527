// A company in memory, for a plain browser during development and for the tests. The built window does not contain it.

import type { Answer, Backend, News } from './backend';
import type { AppError, ArrangementQuery, BudgetsPage, BudgetsQuery, Check, Comparison, Connection, ConnectionForm, EndingKind, ErrorCode, ExportFormat, FilterName, JobRow, LineChoice, Mapping, MappingVersion, Notice, Ownership, PlanOptions, Reading, ReimportEnding } from './bindings';
import { emptyForm } from '../connectionForm';
import { arranged, chosenLines, compared, summary, sums, table } from './fakeComparison';
import { review } from './fakeLinks';
import { mappingExamples, noMapping } from './fakeMapping';
import { chosen, company, type FakeJob, inCurrency, money, sum } from './fakeCompany';

const DEMO: Connection = { id: 'demo', name: 'Ridgeline Builders', demo: true, acumatica: 'http://127.0.0.1:4101/', tenant: 'Ridgeline', user: 'demo', procore: 'http://127.0.0.1:4102/', companyId: '562949953443325', band: null };
const OWN: Connection = { id: 'c1', name: 'Marlow & Finch Construction', demo: false, acumatica: 'https://marlowfinch.acumatica.com/', tenant: 'MARLOW', user: 'd.okafor', procore: 'https://app.procore.com/', companyId: '8812', band: null };

const CHECKS: Check[] = [
  { side: 'acumatica', name: 'Reachable', result: 'passed', sentence: 'https://marlowfinch.acumatica.com/ answers, build 24.208.0042.', remedy: '' },
  { side: 'acumatica', name: 'Clock', result: 'warning', sentence: "This computer's clock is 7 min behind.", remedy: 'Let the system set its clock by itself.' },
  { side: 'procore', name: 'Signed in', result: 'passed', sentence: 'As Tieout.', remedy: '' },
  { side: 'procore', name: 'May re-import', result: 'failed', sentence: 'ERP Integrations: Read Only.', remedy: 'Give the account Standard or Admin on ERP Integrations.' },
];

/** What the fake's world is like. Change it at any time; it is read at every call. */
export type World = {
  /** What the user answers in the dialog. */
  confirms: () => Promise<boolean>;
  /** How a confirmed re-import ends. */
  ends: EndingKind;
  /** Calls that fail, by their name. */
  failing: Partial<Record<keyof Backend, AppError>>;
  reading: Reading | null;
  pausedUntil: string | null;
  /** How long one step of a re-import takes. */
  stepMs: number;
  /** Which plan the comparisons show: another number is another plan. */
  planVersion: number;
  /** Nothing was imported into any budget yet. */
  firstImport: boolean;
  /** Budgets on both sides that agree. */
  adoptable: number;
  now: () => Date;
};

const ok = <T>(data: T): Answer<T> => ({ status: 'ok', data });

/** An error as the shell makes them. */
export function trouble(code: ErrorCode, message: string, remedy: string, field: string | null = null): AppError {
  return { code, message, remedy, reference: 'T-7F3A', field };
}

export class FakeBackend implements Backend {
  readonly world: World;
  /** What was called, for tests. */
  readonly calls: string[] = [];
  #jobs: FakeJob[];
  #connections: Connection[];
  #open: Connection | null = null;
  #notices: Notice[];
  #mappings: MappingVersion[] = [];
  #links = new Map<string, string | null>();
  #listeners = new Map<keyof News, Set<(news: never) => void>>();

  constructor(world: Partial<World> = {}, start: { open?: boolean; connections?: boolean; notices?: Notice[]; lines?: number } = {}) {
    const standard: World = { confirms: async () => true, ends: 'posted', failing: {}, reading: null, pausedUntil: null, stepMs: 0, planVersion: 1, firstImport: false, adoptable: 0, now: () => new Date() };
    this.world = { ...standard, ...world };
    this.#jobs = company(this.world.now().toISOString(), start.lines);
    this.#connections = start.connections ? [DEMO, OWN] : [];
    this.#open = start.open ? DEMO : null;
    this.#notices = start.notices ?? [];
  }

  /** What the shell would send. */
  tell<Name extends keyof News>(name: Name, news: News[Name]) {
    this.#listeners.get(name)?.forEach((listener) => (listener as (news: News[Name]) => void)(news));
  }

  async on<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  startState = () => this.#answer('startState', () => ({ connections: this.#connections, open: this.#open, notices: this.#notices, version: '0.1.0' }));
  openDemo = () => this.#answer('openDemo', () => this.#opened(DEMO));
  openConnection = (id: string) => this.#answer('openConnection', () => this.#opened(this.#connections.find((one) => one.id === id) ?? OWN));
  connect = (form: ConnectionForm) => this.#answer('connect', () => this.#opened({ ...OWN, id: 'c2', name: form.name, user: form.user }));
  connectionForm = (id: string) => this.#answer('connectionForm', () => ({ ...emptyForm(), name: OWN.name, acumaticaUrl: OWN.acumatica, tenant: OWN.tenant, user: OWN.user, clientId: 'a1b2', companyId: OWN.companyId }), id);
  editConnection = (id: string, form: ConnectionForm) =>
    this.#answer('editConnection', () => ((this.#connections = this.#connections.map((one) => (one.id === id ? { ...one, name: form.name, band: form.band } : one))), this.#connections.find((one) => one.id === id) ?? OWN), id);
  answerSignIn = (answer: string) => this.#answer('answerSignIn', () => null, answer);
  cancelSignIn = () => this.#answer('cancelSignIn', () => null);
  testConnection = (id: string) => this.#answer('testConnection', () => CHECKS, id);
  testForm = (form: ConnectionForm) => this.#answer('testForm', () => CHECKS, form.name);
  forgetConnection = (id: string) => this.#answer('forgetConnection', () => ((this.#connections = this.#connections.filter((one) => one.id !== id)), null));
  closeConnection = () => this.#answer('closeConnection', () => (this.#opened(null), null));
  checkNow = () => this.#answer('checkNow', () => (this.tell('budgetsChanged', null), null));
  showRows = (jobIds: string[]) => this.#answer('showRows', () => null, jobIds.join());
  readJob = (jobId: string) => this.#answer('readJob', () => null, jobId);
  openBudget = (jobId: string) => this.#answer('openBudget', () => null, jobId);
  awaitUnlock = (jobId: string, awaited: boolean) => {
    const job = this.#job(jobId);
    job.row = { ...job.row, awaitsUnlock: awaited };
    this.tell('budgetsChanged', null);
    return this.#answer('awaitUnlock', () => null, `${jobId} ${awaited}`);
  };
  setOwnership = (jobId: string, ownership: Ownership) =>
    this.#answer('setOwnership', () => {
      const job = this.#job(jobId);
      job.row = { ...job.row, ownership };
      this.tell('budgetsChanged', null);
      return null;
    }, `${jobId} ${ownership}`);
  stateCurrency = (jobId: string, currency: string | null) =>
    this.#answer('stateCurrency', () => {
      this.#jobs = this.#jobs.map((job) => (job.row.jobId === jobId ? inCurrency(job, currency?.toUpperCase() ?? null) : job));
      this.tell('budgetsChanged', null);
      return null;
    }, `${jobId} ${currency}`);
  linkReview = () => this.#answer('linkReview', () => review(this.#jobs, this.#links));
  linkJob = (jobId: string, projectId: string) => this.#answer('linkJob', () => (this.#links.set(jobId, projectId), null), `${jobId} ${projectId}`);
  setJobAside = (jobId: string) => this.#answer('setJobAside', () => (this.#links.set(jobId, null), null), jobId);
  linkByEvidence = (jobId: string) => this.#answer('linkByEvidence', () => (this.#links.delete(jobId), null), jobId);
  adoptBudget = (jobId: string) => this.#answer('adoptBudget', () => ((this.world.firstImport = false), null), jobId);
  adoptAgreeing = () => this.#answer('adoptAgreeing', () => { const adopted = this.world.adoptable; this.world.adoptable = 0; this.tell('budgetsChanged', null); return adopted; });
  dismissNotice = (id: string) => this.#answer('dismissNotice', () => ((this.#notices = this.#notices.filter((one) => one.id !== id)), null), id);
  budgetsPage = (query: BudgetsQuery) => this.#answer('budgetsPage', () => this.#page(query), `${query.filter}/${query.search}/${query.sort}/${query.descending}`);
  jobLines = (jobId: string, choices: LineChoice[]) =>
    this.#answer('jobLines', () => {
      const { row, lines: ruled } = this.#job(jobId);
      const lines = ruled.map((line) => (choices.some((one) => one.code === line.code) ? chosen(line) : line));
      const refusals = row.status.kind === 'blocked' ? [{ reason: row.reimport.reason ?? '', remedy: row.reimport.remedy ?? '' }] : [];
      return { row, lines, refusals };
    }, jobId);
  mapping = () => this.#answer('mapping', () => this.#mappings[0]?.mapping ?? noMapping());
  mappingExamples = (draft: Mapping) => this.#answer('mappingExamples', () => mappingExamples(draft));
  saveMapping = (draft: Mapping) =>
    this.#answer('saveMapping', () => {
      const saved: MappingVersion = { version: this.#mappings.length + 1, savedAt: this.world.now().toISOString(), savedBy: 'd.okafor', mapping: draft };
      this.#mappings = [saved, ...this.#mappings];
      return saved;
    });
  mappingVersions = () => this.#answer('mappingVersions', () => this.#mappings);
  exportMapping = () => this.#answer<string | null>('exportMapping', () => 'tieout-mapping.json');
  importMapping = () => this.#answer<Mapping | null>('importMapping', () => ({ ...noMapping(), costTypes: [{ accountGroup: 'TRAVEL', costType: 'O' }] }));
  openComparison = async (jobId: string): Promise<Answer<Comparison>> => {
    const { status, currency } = this.#job(jobId).row;
    if (currency?.stated === null) return { status: 'error', error: trouble('notReady', status.reason ?? '', status.remedy ?? '') };
    return this.#compared(jobId);
  };
  #compared = (jobId: string) => this.#answer('openComparison', () => compared(this.#job(jobId), this.world.planVersion, this.world.firstImport), jobId);
  replan = (planId: string, options: PlanOptions) =>
    this.#answer('replan', () => {
      const job = this.#job(jobOf(planId));
      return { lines: chosenLines(job, options).flatMap((line, index) => (line === job.lines[index] ? [] : [{ index, line }])), summary: summary(job, options) };
    }, options.choices.map(({ choice, code }) => `${choice} ${code}`).join());
  arrangeLines = (planId: string, options: PlanOptions, query: ArrangementQuery) =>
    this.#answer('arrangeLines', () => arranged(chosenLines(this.#job(jobOf(planId)), options), query), `${query.grouping}/${query.shown}/${query.search}`);
  sumLines = (planId: string, options: PlanOptions, indexes: number[]) =>
    this.#answer('sumLines', () => sums(chosenLines(this.#job(jobOf(planId)), options).filter((_, index) => indexes.includes(index))), indexes.join());
  tableOfLines = (planId: string, options: PlanOptions, indexes: number[]) =>
    this.#answer('tableOfLines', () => table(chosenLines(this.#job(jobOf(planId)), options).filter((_, index) => indexes.includes(index))), indexes.join());
  outdatedLines = (planId: string) =>
    this.#answer('outdatedLines', () => {
      const lines = this.#job(jobOf(planId)).lines.filter((line) => line.change !== null && line.budget !== null).slice(0, 3);
      return lines.map((line, at) => ({ code: line.code, description: line.description, side: at === 0 ? ('acumatica' as const) : ('procore' as const), before: at === 0 ? line.estimate : line.budget, after: line.after, planned: line.after, plannedNow: line.budget }));
    }, planId);
  whoMoved = (jobId: string) =>
    this.#answer('whoMoved', () => {
      const line = this.#job(jobId).lines.find((one) => one.outcome === 'revised' && one.budget !== null);
      return line?.estimate ? [{ code: line.code, written: line.estimate, who: 'J. Alvarez', at: '2026-11-12T09:30:00Z' }] : [];
    }, jobId);
  reimportShown = (planId: string, options: PlanOptions) => {
    this.calls.push(`reimportShown ${[planId, ...options.choices.map(({ choice, code }) => `${choice} ${code}`)].join()}`);
    return this.reimport(`plan-${jobOf(planId)}`);
  };
  exportPlan = (planId: string, _: PlanOptions, format: ExportFormat) => this.#answer<string | null>('exportPlan', () => `plan-${jobOf(planId)}.${format}`, format);
  exportBudget = (jobId: string) => this.#answer<string | null>('exportBudget', () => `budget-${jobId}.pdf`, jobId);
  prepareReimport = (jobId: string, choices: LineChoice[]) => {
    const asked = [jobId, ...choices.map(({ choice, code }) => `${choice} ${code}`)].join();
    return this.#answer('prepareReimport', () => ({ planId: `plan-${jobId}`, jobId, lines: this.#job(jobId).row.lines ?? 0 }), asked);
  };

  reimport = async (planId: string): Promise<Answer<ReimportEnding>> => {
    const failing = this.world.failing.reimport;
    if (failing) return { status: 'error', error: failing };
    const job = this.#job(planId.replace('plan-', ''));
    const { jobId, projectName } = job.row;
    const step = (stage: News['reimportProgressed']['stage'], linesDone: number, secondsLeft: number | null) => {
      this.tell('reimportProgressed', { jobId, stage, words: 'Reading both sides again', linesDone, linesPlanned: job.row.lines ?? 0, secondsLeft });
      return new Promise((done) => setTimeout(done, this.world.stepMs));
    };
    await step('asking', 0, null);
    if (!(await this.world.confirms())) return ok(this.#ended({ jobId, projectName, kind: 'declined', message: 'Not confirmed. Nothing was changed.', details: [], remedy: '' }));
    await step('readingAgain', 0, null);
    const planned = job.row.lines ?? 0;
    for (const tenth of [0, 2, 4, 6, 8, 10]) await step('writing', Math.floor((planned * tenth) / 10), 10 - tenth);
    await step('proving', planned, null);
    const { acumatica } = job.row;
    if (this.world.ends === 'posted' && acumatica) {
      const tiesOut = { kind: 'tiesOut', label: 'Ties out', reason: null, remedy: null } as const;
      const none = { amount: '0.00', currency: acumatica.currency };
      const reimport = { available: false, reason: 'Nothing would change.', remedy: null };
      job.row = { ...job.row, procore: acumatica, newProcore: acumatica, difference: none, lines: 0, status: tiesOut, reimport };
      job.synced = true;
    }
    const ending = this.#ended({ jobId, projectName, kind: this.world.ends, ...SAID[this.world.ends] });
    this.tell('budgetsChanged', null);
    return ok(ending);
  };

  async #answer<T>(name: keyof Backend, data: () => T, asked = ''): Promise<Answer<T>> {
    this.calls.push(asked ? `${name} ${asked}` : name);
    const error = this.world.failing[name];
    return error ? { status: 'error', error } : ok(data());
  }

  #ended(ending: ReimportEnding) {
    this.tell('reimportEnded', ending);
    return ending;
  }

  #opened<Opened extends Connection | null>(connection: Opened) {
    this.#open = connection;
    this.tell('connectionChanged', connection);
    return connection;
  }

  #job(jobId: string): FakeJob {
    const job = this.#jobs.find((one) => one.row.jobId === jobId);
    if (!job) throw new Error(`the fake company has no job ${jobId}`);
    return job;
  }

  #page({ filter, search, sort, descending }: BudgetsQuery): BudgetsPage {
    const word = search.trim().toLowerCase();
    const found = this.#jobs.filter(({ row }) => `${row.jobId} ${row.projectName} ${row.acumatica?.amount ?? ''}`.toLowerCase().includes(word));
    const count = (name: FilterName) => found.filter((job) => HOLDS[name](job)).length;
    const rows = found.filter(HOLDS[filter]).map((job) => job.row);
    rows.sort((a, b) => key(a, sort).localeCompare(key(b, sort)) * (descending ? -1 : 1));
    const at = this.world.now();
    const earlier = (minutes: number) => new Date(at.getTime() - minutes * 60_000).toISOString();
    return {
      rows,
      counts: { readyToImport: count('readyToImport'), synced: count('synced'), drifted: count('drifted'), blocked: count('blocked'), all: found.length },
      adoptable: this.world.adoptable,
      totals: [...new Set(rows.flatMap((row) => row.acumatica?.currency ?? []))].sort().map((currency) => totals(currency, rows)),
      freshness: {
        acumaticaReadAt: earlier(2),
        procoreOldestReadAt: earlier(41),
        procoreNewestReadAt: earlier(2),
        reading: this.world.reading,
        limit: { remaining: 412, limit: 600, resetsAt: earlier(-20) },
        pausedUntil: this.world.pausedUntil,
      },
    };
  }
}

/** A comparison's plan is named after its job, so that the fake need not remember it. */
const jobOf = (planId: string) => planId.split('@')[0] ?? '';

const HOLDS: Record<FilterName, (job: FakeJob) => boolean> = {
  readyToImport: ({ row }) => row.status.kind === 'readyToImport',
  synced: (job) => job.synced,
  drifted: ({ row }) => row.difference !== null && row.lines !== 0 && row.status.kind !== 'readyToImport',
  blocked: ({ row }) => ['blocked', 'unmapped'].includes(row.status.kind),
  all: () => true,
};

const SAID: Record<EndingKind, { message: string; details: string[]; remedy: string }> = {
  inAgreement: { message: 'Nothing to do: Procore’s budget and Acumatica’s estimate agree to the cent.', details: [], remedy: '' },
  stillDiffers: { message: 'Re-imported as planned. Procore is still 88,340.18 USD above Acumatica.', details: ['14 lines changed. Procore total 4,776,110.00 USD → 4,900,690.18 USD (+124,580.18), read back and equal to the cent.', '4 lines that only Procore has, +88,340.18: 01-50-00.O, 01-56-00.O, 09-65-00.S, 12-24-00.M'], remedy: 'Set lines that only Procore has to zero in the job’s comparison, or leave them as they are.' },
  notKnownYet: { message: 'What became of the re-import is not known yet.', details: ['8 of 14 lines reached Procore.', 'Procore may still carry out a request of 6 lines that it did not answer.'], remedy: 'Wait a few minutes, then press Check now: Tieout reads the budget and says what became of it.' },
  posted: { message: 'Successfully re-imported to Procore', details: ['Current Procore Total is now 4,812,350.00 USD, as in Acumatica.', '14 lines changed, read back to the cent.'], remedy: '' },
  voided: { message: 'The re-import did not happen. Nothing was changed in Procore.', details: ['Procore answered 503, Service Unavailable.'], remedy: 'Try again in a few minutes.' },
  discrepant: { message: 'Re-imported, but 1 line is not as planned.', details: ['05-12-00.S: planned 731,960.00, Procore shows 731,960.01.'], remedy: 'Open the budget in Procore, look at the line, then re-import again.' },
  interrupted: { message: 'The re-import was interrupted. It is not known whether 6 lines were written.', details: ['8 of 14 lines were written.'], remedy: 'Check now reads the budget and says what is there.' },
  outdated: { message: 'The plan is out of date. Nothing was changed.', details: ['03-30-00.S moved in Procore from 588,900.00 to 590,000.00.'], remedy: 'Look at the lines again, then re-import.' },
  refused: { message: 'The re-import is not possible now. Nothing was changed.', details: ['The budget was locked in Procore meanwhile.'], remedy: 'Unlock the budget in Procore, then check again.' },
  declined: { message: 'Not confirmed. Nothing was changed.', details: [], remedy: '' },
};

function key(row: JobRow, sort: BudgetsQuery['sort']): string {
  const amounts: Partial<Record<typeof sort, JobRow['acumatica']>> = { acumatica: row.acumatica, procore: row.procore, newProcore: row.newProcore, difference: row.difference };
  if (sort in amounts) return (sum([amounts[sort] ?? null]) + 10n ** 15n).toString().padStart(20, '0');
  if (sort === 'lines') return String(row.lines ?? -1).padStart(6, '0');
  if (sort === 'status') return row.status.label;
  return sort === 'projectName' ? row.projectName : row.jobId;
}

function totals(currency: string, all: JobRow[]) {
  const rows = all.filter((row) => row.acumatica?.currency === currency);
  const of = (column: 'acumatica' | 'procore' | 'newProcore' | 'difference') => money(sum(rows.map((row) => row[column])), currency);
  const lines = rows.reduce((total, row) => total + (row.lines ?? 0), 0);
  return { currency, jobs: rows.length, acumatica: of('acumatica'), procore: of('procore'), newProcore: of('newProcore'), difference: of('difference'), lines };
}
