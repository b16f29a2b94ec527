// Which company is open and which view is shown; and the news from the shell, handed to whom it concerns.

import type { Answer, Backend, News } from './backend/backend';
import type { AppError, Connection, ConnectionForm, JobRow, SignInQuestion, StartState } from './backend/bindings';
import { Budgets } from './budgets/budgets.svelte';
import { Comparison } from './comparison/comparison.svelte';
import { Links } from './links/links.svelte';
import { Mapping } from './mapping/mapping.svelte';
import { Messages } from './news/messages.svelte';
import { Notices } from './news/notices.svelte';
import { Preflight } from './connections/preflight.svelte';
import { Reimports } from './reimports/reimports.svelte';
import { Watching } from './watching/watching.svelte';

export type View = 'budgets' | 'comparison' | 'links' | 'mapping' | 'connections' | 'settings';

export class Session {
  readonly budgets: Budgets;
  readonly comparison: Comparison;
  readonly reimports: Reimports;
  readonly links: Links;
  readonly mapping: Mapping;
  readonly notices: Notices;
  readonly messages = new Messages();
  readonly preflight: Preflight;
  readonly watching: Watching;

  /** Until the first answer nothing is shown: the welcome screen would flash before a company that is already open. */
  started = $state(false);
  startError = $state.raw<AppError | null>(null);
  connections = $state.raw<Connection[]>([]);
  open = $state.raw<Connection | null>(null);
  version = $state('');
  view = $state<View>('budgets');
  /** What is being opened: the demo, a connection's id or the form's. */
  busy = $state<string | null>(null);
  /** What the sign-in that is under way asks. */
  question = $state.raw<SignInQuestion | null>(null);
  /** Why the last opening or forgetting failed, and which. */
  failure = $state.raw<{ what: string; error: AppError } | null>(null);

  /** The job whose shown plan is being carried out. */
  #carriedOut: string | null = null;
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.notices = new Notices(backend, (told, again) => this.messages.noticed(told, again));
    this.budgets = new Budgets(backend, this.notices);
    this.comparison = new Comparison(backend);
    this.reimports = new Reimports(backend, (ended) => this.messages.ended(ended));
    this.links = new Links(backend);
    this.mapping = new Mapping(backend);
    this.preflight = new Preflight(backend);
    this.watching = new Watching(backend);
  }

  /** The stored connections, and the demo company while it is open: it is not stored. */
  get listed(): Connection[] {
    const { open, connections } = this;
    return open === null || connections.some((one) => one.id === open.id) ? connections : [open, ...connections];
  }

  /** Listens first and asks then, so that nothing falls between. Gives what ends the listening. */
  async start(): Promise<() => void> {
    const ends = await Promise.all([
      this.#hear('budgetsChanged', () => this.#changed()),
      this.#hear('reimportProgressed', (progress) => this.reimports.progressed(progress)),
      this.#hear('reimportEnded', (ending) => this.reimports.ended(ending)),
      this.#hear('noticePosted', (notice) => this.notices.post(notice)),
      this.#hear('jobChosen', (jobId) => this.show(jobId)),
      this.#hear('signInAsked', (question) => (this.question = question)),
      this.#hear('connectionChanged', (connection) => void this.#nowOpen(connection)),
    ]);
    await this.load();
    return () => ends.forEach((end) => end());
  }

  /** Asks for the start state. */
  async load() {
    const answer = await this.#backend.startState();
    this.started = true;
    this.startError = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    const { connections, open, notices, version } = answer.data;
    this.connections = connections;
    this.version = version;
    this.#show(open);
    this.notices.add(notices);
  }

  openDemo = () => this.#opening('demo', () => this.#backend.openDemo());
  openConnection = (id: string) => this.#opening(id, () => this.#backend.openConnection(id));
  connect = (form: ConnectionForm) => this.#opening('form', () => this.#backend.connect(form));

  /** Every field of a form that is not right. */
  wrongFields = (form: ConnectionForm, changes: boolean) => this.#backend.wrongFields(form, changes);

  /** The form for changing a connection, or nothing where it cannot be had. */
  formOf = (id: string) => this.#busyWith(id, () => this.#backend.connectionForm(id));

  async edit(id: string, form: ConnectionForm): Promise<boolean> {
    const edited = await this.#busyWith('form', () => this.#backend.editConnection(id, form));
    await this.#listConnections();
    if (edited !== null && this.open?.id === id) this.open = edited;
    return edited !== null;
  }

  async answer(answer: string) {
    this.question = null;
    await this.#backend.answerSignIn(answer);
  }

  cancelSignIn = () => this.#backend.cancelSignIn();

  async forget(id: string) {
    await this.#busyWith(id, () => this.#backend.forgetConnection(id));
    await this.#listConnections();
  }

  async close() {
    await this.#busyWith('close', () => this.#backend.closeConnection());
  }

  async #opening(what: string, call: () => Promise<Answer<Connection>>): Promise<boolean> {
    const opened = await this.#busyWith(what, call);
    if (opened === null) return false;
    this.view = 'budgets';
    await this.#nowOpen(opened);
    return true;
  }

  async #busyWith<T>(what: string, call: () => Promise<Answer<T>>): Promise<T | null> {
    if (this.busy !== null) return null;
    this.busy = what;
    this.failure = null;
    const answer = await call();
    this.busy = null;
    this.question = null;
    if (answer.status === 'ok') return answer.data;
    this.failure = { what, error: answer.error };
    return null;
  }

  /** The shell says it as an event and as the command's answer; the second changes nothing. */
  async #nowOpen(connection: Connection | null) {
    const other = this.#show(connection);
    const state = await this.#listConnections();
    // What a company told while it was being opened is among its notices.
    if (other && state !== null && this.open?.id === state.open?.id) this.notices.add(state.notices);
  }

  /** Answers whether it is another. */
  #show(connection: Connection | null): boolean {
    const same = this.open?.id === connection?.id;
    this.open = connection;
    if (same) return false;
    this.messages.of(connection?.id ?? null);
    this.notices.reset();
    this.budgets.reset();
    this.comparison.close();
    if (this.view === 'comparison') this.view = 'budgets';
    this.reimports.reset();
    this.mapping.drop();
    if (connection) void this.budgets.ask();
    return true;
  }

  async #listConnections(): Promise<StartState | null> {
    const answer = await this.#backend.startState();
    if (answer.status === 'error') {
      this.failure = { what: 'connections', error: answer.error };
      return null;
    }
    this.connections = answer.data.connections;
    return answer.data;
  }

  /** Re-imports a job by the plan that is shown with what was decided of it, or by one made of both sides as they are now. */
  async reimport(jobId: string, projectName: string): Promise<void> {
    const { comparison, reimports } = this;
    await comparison.choosing.settled();
    const shown = comparison.planOf(jobId);
    this.#carriedOut = shown && jobId;
    const end = await reimports.run(jobId, projectName, shown);
    this.#carriedOut = null;
    if (end === null || comparison.jobId !== jobId) return;
    if (shown === null) return comparison.reload();
    if (shown.planId !== comparison.planId) return;
    if (end === 'outdated') {
      // The comparison says it line by line, in place of the message.
      reimports.dismiss(jobId);
      await comparison.showOutdated();
    } else if (end === 'failed') {
      // It may be that something was chosen elsewhere.
      await comparison.reload();
    } else if (end !== 'declined') await comparison.useNewPlan();
  }

  /** States the currency of a job's budget, or takes it back; what comes of it arrives as news. Answers why not. */
  async stateCurrency(jobId: string, currency: string | null): Promise<AppError | null> {
    const answer = await this.#backend.stateCurrency(jobId, currency);
    if (answer.status === 'error') return answer.error;
    // What is shown was planned in the currency of before.
    if (this.comparison.jobId === jobId) await this.comparison.restart();
    return null;
  }

  /** Looks at a job's lines below the budgets. */
  async look(jobId: string): Promise<void> {
    await this.comparison.open(jobId, 'panel');
  }

  /** Shows a job that a notice is about: its row is selected, and its comparison is the page. */
  async show(jobId: string): Promise<void> {
    if (!this.open) return;
    this.budgets.select(jobId);
    await this.compare(jobId);
  }

  /** Goes to a job's comparison. */
  async compare(jobId: string): Promise<void> {
    this.view = 'comparison';
    await this.comparison.open(jobId, 'page');
  }

  /** Goes to a view; a comparison's page is left by that. */
  go(view: View) {
    this.view = view;
    if (this.comparison.size === 'page') this.comparison.close();
  }

  /** The job whose comparison is the page. */
  get compared(): string | null {
    return this.view === 'comparison' ? this.comparison.jobId : null;
  }

  /** The job whose lines are shown, as the comparison has it, or where it cannot be compared, as the budgets have it. */
  get shownJob(): JobRow | null {
    const { jobId, data } = this.comparison;
    return data?.row ?? this.budgets.rows.find((row) => row.jobId === jobId) ?? null;
  }

  #changed() {
    if (!this.open) return;
    void this.budgets.ask();
    // While a re-import runs, its own readings would replace the plan it carries out; and until its end was looked at, what moved.
    const { jobId } = this.comparison;
    if (jobId !== null && jobId !== this.#carriedOut && !this.reimports.runs(jobId)) void this.comparison.reload();
  }

  #hear<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void) {
    return this.#backend.on(name, listener);
  }
}
