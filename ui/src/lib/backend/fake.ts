// The demo company without a shell, for a plain browser during development and for the tests: it replays what was recorded and keeps
// which company is open, which notices were put away, which mappings were saved and what is chosen of which job. It knows no rule and adds nothing up. The built
// window does not contain it.

import type { Answer, Backend, Commands, News } from './backend';
import type {
  AppError,
  ArrangementQuery,
  BudgetsPage,
  BudgetsQuery,
  Check,
  Comparison,
  Connection,
  ConnectionForm,
  EndingKind,
  ExportFormat,
  ListFormat,
  Mapping,
  MappingVersion,
  Notice,
  OutOfBalanceDay,
  PlanOptions,
  Reading,
  ReimportEnding,
  ReimportProgress,
  Replanned,
  Watch,
  WrongField,
} from './bindings';
import { emptyForm } from '../connections/connectionForm';
import { upTo } from './days';
import text from './recorded/shell.json?raw';
import { RECORDED, recorded, stateAfter } from './recordings';

/** Errors that were recorded, by what is wrong. */
type Trouble = 'badAddress' | 'badCurrency' | 'badReason' | 'locked' | 'unreachable' | 'wrongPassword';

type Shell = {
  connections: { demo: Connection; own: Connection };
  checks: Check[];
  /** Of one job, by how it ended, and whether what was chosen of the job was still kept then. */
  reimports: Record<EndingKind, { steps: ReimportProgress[]; end: ReimportEnding; choicesKept: boolean }>;
  mappings: { none: Mapping; imported: Mapping };
  days: OutOfBalanceDay[];
  /** What is said of earlier re-imports. */
  notices: Notice[];
  troubles: Record<Trouble, AppError>;
  /** Of a form that lacks Acumatica's address and user. */
  wrongFields: WrongField[];
  files: { plan: Record<ExportFormat, string>; list: Record<ListFormat, string>; budget: string };
};
const SHELL: Shell = JSON.parse(text);
export const { notices: NOTICES, troubles: TROUBLES, wrongFields: WRONG_FIELDS } = SHELL;

/** What the fake's world is like. Change it at any time; it is read at every call. */
export type World = {
  /** Which recorded state the company is in. */
  state: string;
  /** What the user answers in the dialog. */
  confirms: () => Promise<boolean>;
  /** How a confirmed re-import ends. */
  ends: EndingKind;
  /** Calls that fail, by their name. */
  failing: Partial<Record<keyof Backend, AppError>>;
  /** Laid over what was recorded of the page. */
  freshness: { reading?: Reading; pausedUntil?: string };
  watch: Partial<Watch>;
  /** What is wrong with any form. */
  wrongFields: WrongField[];
  /** How long one step of a re-import takes. */
  stepMs: number;
  now: () => Date;
};

const standard = (): World => ({
  state: 'start',
  confirms: async () => true,
  ends: 'posted',
  failing: {},
  freshness: {},
  watch: {},
  wrongFields: [],
  stepMs: 0,
  now: () => new Date(),
});

const NOTHING_CHOSEN: PlanOptions = { choices: [], unlock: false, createCodes: false };

/** The recorded commands that ask the user before; after a no there is nothing to answer. */
const ASKING = new Set(['adoptAgreeing']);

/** The question to ask where this one was not recorded: without what was typed. */
function plainer(command: string, given: unknown[]): unknown[] {
  const [first, second, third] = given as [BudgetsQuery, unknown, ArrangementQuery];
  if (command === 'budgetsPage' || command === 'tableOfBudgets')
    return [{ filter: first.filter, search: '', sort: 'jobId', descending: false }];
  // Which plan's lines are known already is the window's own affair.
  if (command === 'openComparison') return [given[0]];
  if (command === 'divisions') return [given[0], NOTHING_CHOSEN];
  if (command === 'arrangeLines') return [first, second, { ...third, search: '' }];
  return command === 'mappingExamples' ? [SHELL.mappings.none] : given;
}

export type Fake = Backend & {
  world: World;
  /** What each call of a command was given, for tests. */
  asked: (command: keyof Commands) => unknown[][];
  /** What the shell would send. */
  tell: <Name extends keyof News>(name: Name, news: News[Name]) => void;
};

type Start = { open?: boolean; connections?: boolean; notices?: Notice[] };

export function fakeBackend(given: Partial<World> = {}, start: Start = {}): Fake {
  const world: World = { ...standard(), ...given };
  const calls: [string, unknown[]][] = [];
  const listeners = new Map<keyof News, Set<(news: never) => void>>();
  const { demo, own } = SHELL.connections;
  let connections = start.connections ? [demo, own] : [];
  let open = start.open ? demo : null;
  let notices = start.notices ?? [];
  let mappings: MappingVersion[] = [];
  /** Which job a plan that was answered is of. */
  const jobs = new Map<string, string>();
  /** What is chosen of each job, as the shell's journal keeps it. */
  const chosen = new Map<string, PlanOptions>();

  function tell<Name extends keyof News>(name: Name, news: News[Name]) {
    listeners.get(name)?.forEach((listener) => (listener as (news: News[Name]) => void)(news));
  }

  function opened<Opened extends Connection | null>(connection: Opened): Opened {
    open = connection;
    tell('connectionChanged', connection);
    return connection;
  }

  function edited(id: string, { name, band }: ConnectionForm): Connection {
    connections = connections.map((one) => (one.id === id ? { ...one, name, band } : one));
    return connections.find((one) => one.id === id) ?? own;
  }

  function saved(mapping: Mapping): MappingVersion {
    const version = { version: mappings.length + 1, savedAt: world.now().toISOString(), savedBy: own.user, mapping };
    mappings = [version, ...mappings];
    return version;
  }

  const inAnHour = () => new Date(world.now().getTime() + 60 * 60_000).toISOString();

  function watched(change: Partial<Watch>): null {
    world.watch = { ...world.watch, ...change };
    tell('budgetsChanged', {});
    return null;
  }

  /** The native dialog, and what follows. */
  async function reimport(planId: string): Promise<ReimportEnding> {
    const jobId = jobs.get(planId) ?? '';
    let { end, choicesKept } = SHELL.reimports[world.ends];
    for (const step of SHELL.reimports[world.ends].steps) {
      tell('reimportProgressed', { ...step, jobId });
      if (step.stage === 'asking' && !(await world.confirms())) {
        ({ end, choicesKept } = SHELL.reimports.declined);
        break;
      }
      await new Promise((done) => setTimeout(done, world.stepMs));
    }
    world.state = stateAfter(world.state, `reimport ${end.kind}`, [planId]);
    if (!choicesKept) chosen.delete(jobId);
    const ended = { ...end, jobId, projectName: '' };
    tell('reimportEnded', ended);
    tell('budgetsChanged', {});
    return ended;
  }

  const nothing = () => null;
  /** What the fake answers itself: what it keeps, and what only a shell can do. */
  const kept: { [Name in keyof Commands]?: (...given: Parameters<Commands[Name]>) => unknown } = {
    startState: () => ({ connections, open, notices, version: '0.1.0' }),
    openDemo: () => opened(demo),
    openConnection: (id) => opened(connections.find((one) => one.id === id) ?? own),
    connect: ({ name, user }) => opened({ ...own, name, user }),
    wrongFields: () => world.wrongFields,
    editConnection: edited,
    forgetConnection: (id) => ((connections = connections.filter((one) => one.id !== id)), null),
    closeConnection: () => opened(null),
    dismissNotice: (id) => ((notices = notices.filter((one) => one.id !== id)), null),
    testConnection: () => SHELL.checks,
    testForm: () => SHELL.checks,
    mapping: () => mappings[0]?.mapping ?? SHELL.mappings.none,
    saveMapping: saved,
    mappingVersions: () => mappings,
    importMapping: () => SHELL.mappings.imported,
    // The shell's own, which the recorded application does not know: its form, and what a mapping's file is called.
    connectionForm: () => ({ ...emptyForm(), name: own.name, acumaticaUrl: own.acumatica, companyId: own.companyId }),
    exportMapping: () => 'tieout-mapping.json',
    exportPlan: (_, __, format) => SHELL.files.plan[format],
    exportBudget: () => SHELL.files.budget,
    exportBudgets: (_, format) => SHELL.files.list[format],
    checkNow: () => (tell('budgetsChanged', {}), null),
    pauseWatch: (paused) => watched({ paused, nextLookAt: paused ? null : inAnHour() }),
    setWatchInterval: (interval) => watched({ interval }),
    outOfBalanceByDay: () => upTo(world.now(), SHELL.days),
    reimport,
    answerSignIn: nothing,
    cancelSignIn: nothing,
    showRows: nothing,
    readJob: nothing,
    openBudget: nothing,
    openProject: nothing,
    acceptLines: nothing,
    // How many lines were accepted; the window shows the lines and not their number.
    acceptRest: () => 1,
    takeBackItems: nothing,
    standByChoices: (planId) => withChosen(planId, chosen.get(jobs.get(planId) ?? '') ?? NOTHING_CHOSEN),
    zoomWindow: () => 100,
    holdDraft: nothing,
  };

  async function answer(command: string, given: unknown[]): Promise<Answer<unknown>> {
    calls.push([command, given]);
    const error = world.failing[command as keyof Commands];
    if (error) return { status: 'error', error };
    const own = kept[command as keyof Commands] as ((...given: unknown[]) => unknown) | undefined;
    if (own) return { status: 'ok', data: await own(...given) };
    if (ASKING.has(command) && !(await world.confirms())) return { status: 'ok', data: null };
    const before = world.state;
    const answer = recorded(before, command, given, plainer(command, given));
    world.state = stateAfter(before, command, given);
    if (world.state !== before) tell('budgetsChanged', {});
    return answer.status === 'ok' ? { ...answer, data: overlaid(command, given, answer.data) } : answer;
  }

  /** What was recorded, with what the fake keeps of it. */
  function overlaid(command: string, [first, second]: unknown[], data: unknown): unknown {
    const job = first as string;
    if (command === 'budgetsPage') return page(data as BudgetsPage);
    if (command === 'choose') chosen.set(jobs.get(job) ?? '', second as PlanOptions);
    if (command === 'prepareReimport') {
      const ready = data as { planId: string };
      jobs.set(ready.planId, job);
      return { ...ready, options: chosen.get(job) ?? NOTHING_CHOSEN };
    }
    if (command !== 'openComparison') return data;
    const comparison = data as Comparison;
    jobs.set(comparison.planId, job);
    const options = chosen.get(job);
    const made = options && withChosen(comparison.planId, options);
    return made ? { ...comparison, options, otherwise: made.lines, summary: made.summary } : comparison;
  }

  /** What was recorded of a plan with these choices. */
  function withChosen(planId: string, options: PlanOptions): Replanned | null {
    const answer = recorded(world.state, 'choose', [planId, options], []);
    return answer.status === 'ok' ? (answer.data as Replanned) : null;
  }

  function page(data: BudgetsPage): BudgetsPage {
    const watch = {
      ...data.freshness.watch,
      lastLookAt: world.now().toISOString(),
      nextLookAt: inAnHour(),
      ...world.watch,
    };
    return { ...data, freshness: { ...data.freshness, ...world.freshness, watch } };
  }

  const commands = [...RECORDED, ...Object.keys(kept)].map((name) => [
    name,
    (...given: unknown[]) => answer(name, given),
  ]);
  return {
    ...(Object.fromEntries(commands) as Commands),
    world,
    tell,
    asked: (command) => calls.filter(([name]) => name === command).map(([, given]) => given),
    async on(name, listener) {
      const hearing = listeners.get(name) ?? new Set();
      listeners.set(name, hearing.add(listener));
      return () => void hearing.delete(listener);
    },
  };
}
