// What the window asks of the shell, and what the shell tells the window. `tauri.ts` is the real one, `fake.ts` the one that a
// plain browser and the tests use.

import type {
  AppError,
  Arrangement,
  ArrangementQuery,
  BudgetsPage,
  BudgetsQuery,
  Check,
  Comparison,
  Connection,
  ConnectionForm,
  ExportFormat,
  JobLines,
  LineChoice,
  LinkReview,
  LinesTable,
  Mapping,
  MappingExamples,
  MappingVersion,
  MovedLine,
  Notice,
  Ownership,
  OutdatedLine,
  PlanOptions,
  PreparedReimport,
  ReimportEnding,
  ReimportProgress,
  Replanned,
  SignInQuestion,
  StartState,
  Sums,
} from './bindings';

/** An answer, or the error in words for the person. A command never throws. */
export type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: AppError };

/** What the shell tells without having been asked. */
export type News = {
  /** What the page would show has changed: ask again. */
  budgetsChanged: null;
  reimportProgressed: ReimportProgress;
  reimportEnded: ReimportEnding;
  noticePosted: Notice;
  connectionChanged: Connection | null;
  /** A sign-in waits for an answer. */
  signInAsked: SignInQuestion;
};

export interface Backend {
  startState(): Promise<Answer<StartState>>;
  openDemo(): Promise<Answer<Connection>>;
  openConnection(id: string): Promise<Answer<Connection>>;
  /** Signs in on both sides first, then stores. */
  connect(form: ConnectionForm): Promise<Answer<Connection>>;
  /** For changing it. The secrets are empty; left so, they stay as they are. */
  connectionForm(id: string): Promise<Answer<ConnectionForm>>;
  editConnection(id: string, form: ConnectionForm): Promise<Answer<Connection>>;
  /** The code, or the number of the company. */
  answerSignIn(answer: string): Promise<Answer<null>>;
  /** Ends a sign-in that waits for the browser. */
  cancelSignIn(): Promise<Answer<null>>;
  /** Asks both sides everything the work depends on. */
  testConnection(id: string): Promise<Answer<Check[]>>;
  testForm(form: ConnectionForm): Promise<Answer<Check[]>>;
  forgetConnection(id: string): Promise<Answer<null>>;
  closeConnection(): Promise<Answer<null>>;
  budgetsPage(query: BudgetsQuery): Promise<Answer<BudgetsPage>>;
  /** From what was last read. */
  jobLines(jobId: string, choices: LineChoice[]): Promise<Answer<JobLines>>;
  /** A job line by line, from what was last read. The same readings have the same plan id. */
  openComparison(jobId: string): Promise<Answer<Comparison>>;
  /** The plan made again with these choices. */
  replan(planId: string, options: PlanOptions): Promise<Answer<Replanned>>;
  /** Filtered, searched, grouped and summed. */
  arrangeLines(planId: string, options: PlanOptions, query: ArrangementQuery): Promise<Answer<Arrangement>>;
  sumLines(planId: string, options: PlanOptions, indexes: number[]): Promise<Answer<Sums>>;
  tableOfLines(planId: string, options: PlanOptions, indexes: number[]): Promise<Answer<LinesTable>>;
  /** What moved since the plan was shown. */
  outdatedLines(planId: string, options: PlanOptions): Promise<Answer<OutdatedLine[]>>;
  /** Who moved the job's lines away from what was last written, where Procore tells. */
  whoMoved(jobId: string): Promise<Answer<MovedLine[]>>;
  /** Opens the native dialog on the plan that is shown; answers when the re-import has ended. */
  reimportShown(planId: string, options: PlanOptions): Promise<Answer<ReimportEnding>>;
  /** Asks where to; answers the file's name, or nothing where the user thought better of it. */
  exportPlan(planId: string, options: PlanOptions, format: ExportFormat): Promise<Answer<string | null>>;
  exportBudget(jobId: string): Promise<Answer<string | null>>;
  mapping(): Promise<Answer<Mapping>>;
  /** What a draft makes of the lines that were last read. */
  mappingExamples(draft: Mapping): Promise<Answer<MappingExamples>>;
  saveMapping(draft: Mapping): Promise<Answer<MappingVersion>>;
  /** The newest first. */
  mappingVersions(): Promise<Answer<MappingVersion[]>>;
  exportMapping(): Promise<Answer<string | null>>;
  /** A file as a draft; nothing where the user thought better of it. */
  importMapping(): Promise<Answer<Mapping | null>>;
  checkNow(): Promise<Answer<null>>;
  /** What is on the screen, from the top: it is read first. */
  showRows(jobIds: string[]): Promise<Answer<null>>;
  readJob(jobId: string): Promise<Answer<null>>;
  prepareReimport(jobId: string, choices: LineChoice[]): Promise<Answer<PreparedReimport>>;
  /** Opens the native dialog; answers when the re-import has ended. */
  reimport(planId: string): Promise<Answer<ReimportEnding>>;
  /** Opens the job's Budget tab of Procore in the user's browser. */
  openBudget(jobId: string): Promise<Answer<null>>;
  /** Tells when a job's locked budget is found unlocked; or no longer. */
  awaitUnlock(jobId: string, awaited: boolean): Promise<Answer<null>>;
  /** Jobs without a project and with one, with what speaks for each. */
  linkReview(): Promise<Answer<LinkReview>>;
  linkJob(jobId: string, projectId: string): Promise<Answer<null>>;
  /** Says that a job has no project. */
  setJobAside(jobId: string): Promise<Answer<null>>;
  /** Takes back what was said of a job's link. */
  linkByEvidence(jobId: string): Promise<Answer<null>>;
  /** Takes over a budget that is there on both sides as it is. */
  adoptBudget(jobId: string): Promise<Answer<null>>;
  /** The same for every budget that agrees in every line; answers how many. */
  adoptAgreeing(): Promise<Answer<number>>;
  /** Sets who owns a job's original budget, from now on. */
  setOwnership(jobId: string, ownership: Ownership): Promise<Answer<null>>;
  /** States the currency of a budget that Procore leaves unstated, or takes it back. */
  stateCurrency(jobId: string, currency: string | null): Promise<Answer<null>>;
  dismissNotice(id: string): Promise<Answer<null>>;
  /** Listens until the returned function is called. */
  on<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void): Promise<() => void>;
}
