// A company for development and tests: every state a row and a line can have. The amounts add up, in whole cents.

import type { JobRow, LineRow, Money, Outcome, Status } from './bindings';

/** What the fake keeps of a job: the rows the shell would send, before anybody touches them. */
export type FakeJob = { row: JobRow; lines: LineRow[]; synced: boolean; /** As it is with its currency stated. */ comparable?: FakeJob };

const cents = (amount: string) => BigInt(amount.replace('.', ''));

/** Whole cents as the wire writes an amount. */
export function money(value: bigint, currency = 'USD'): Money {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return { amount: `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency };
}

/** The sum of amounts; what is absent adds nothing. */
export function sum(amounts: (Money | null)[]): bigint {
  return amounts.reduce((total, one) => total + (one ? cents(one.amount) : 0n), 0n);
}

type State = 'ties' | 'drift' | 'locked' | 'unmapped' | 'new' | 'unlinked' | 'unread' | 'trouble' | 'explained' | 'right' | 'currency' | 'notShown';

const say = (kind: Status['kind'], label: string, reason: string | null = null, remedy: string | null = null): Status => ({ kind, label, reason, remedy });

const STATUS: Record<State, Status> = {
  ties: say('tiesOut', 'Ties out'),
  drift: say('drifted', 'Drifted', 'The two sides differ.'),
  locked: say('blocked', 'Budget is locked', 'The budget is locked in Procore.', 'Unlock it on the Budget tab in Procore, then check again.'),
  right: say('blocked', 'Right is missing', 'You may read this budget but not change it.', 'Ask a Procore administrator for Standard or Admin on the ERP Integrations tool.'),
  unmapped: say('unmapped', '2 codes unmapped', 'Cost code 26-51-00 with cost type Equipment is not in Procore.', 'Add the budget code in Procore, then check again. The other lines can be re-imported.'),
  new: say('readyToImport', 'Ready to import', 'The Procore budget has no lines yet.'),
  unlinked: say('blocked', 'Not linked', 'No Procore project carries this job\u2019s id.', 'Enter the job\u2019s id as the project number in Procore, then check again.'),
  unread: say('unread', 'Not read yet'),
  trouble: say('trouble', 'Not read', 'Procore did not answer in 30 seconds.', 'Check again in a few minutes.'),
  notShown: say('blocked', 'Project not shown', 'It is linked to Procore project 562949953600777, which Procore does not show this account any more.', 'Ask your Procore administrator for access to the project, or link the job anew in Link jobs.'),
  currency: say('blocked', 'Currency unknown', 'Procore does not say in which currency this budget is.', 'Look it up in Procore (Admin tool, General) and say which it is; Tieout asks once per project.'),
  explained: say('explained', 'Nothing to re-import', '1 line only in Procore.'),
};

const JOBS: [string, string, string, string, number, State, string?][] = [
  ['24-101', 'Harbor Point Medical Office', '4812350.00', '4776110.00', 14, 'drift'],
  ['24-107', 'Alder Street Apartments, Phase II', '11204775.42', '11204775.41', 1, 'drift'],
  ['24-112', 'Kestrel Elementary Addition', '2965000.00', '2965000.00', 0, 'ties'],
  ['24-118', 'Northgate Transit Canopy', '1388420.00', '1411920.00', 6, 'drift'],
  ['24-123', 'Quarry Road Water Treatment', '18640900.00', '18640900.00', 0, 'ties'],
  ['24-126', 'Cedar Ridge Fire Station 4', '3127640.00', '2990140.00', 9, 'locked'],
  ['24-131', 'Fulton Market Tenant Fit-out', '864215.75', '864215.75', 0, 'ties'],
  ['24-139', 'Lakeside Pump Station', '2240300.00', '2198800.00', 11, 'unmapped'],
  ['24-144', 'Granary Lofts', '3901200.00', '3911450.00', 0, 'explained'],
  ['24-150', 'Riverbend Cold Storage', '6120000.00', '0.00', 48, 'new'],
  ['24-155', 'Elm Court Senior Living', '7302115.30', '7302115.30', 4, 'right'],
  ['25-002', 'St. Brendan Parish Hall', '1120480.00', '0.00', 0, 'unlinked'],
  ['25-004', 'Mercy West Parking Structure', '9475000.00', '9475000.00', 0, 'ties'],
  ['25-009', 'Union Depot Restoration', '6731108.20', '6802608.20', 22, 'drift'],
  ['25-011', 'Sunset Library Branch', '1954480.00', '1954480.00', 0, 'ties'],
  ['25-016', 'Brickyard Data Hall B', '27316540.00', '26954040.00', 2500, 'drift'],
  ['25-018', 'Pioneer Square Streetscape', '742960.00', '742960.00', 0, 'ties'],
  ['25-020', 'Thunder Bay Terminal Shed', '2210000.00', '2180000.00', 5, 'drift', 'CAD'],
  ['25-022', 'Oak Hollow Townhomes', '5108225.00', '5096225.00', 3, 'drift'],
  ['25-027', 'Tamarack Clinic', '3866700.00', '3866700.00', 0, 'ties'],
  ['25-031', 'Belmont Yard Maintenance Building with Wash Bay', '2118300.00', '0.00', 0, 'unread'],
  ['25-033', 'Wexford Courthouse Annex', '8450120.00', '0.00', 0, 'trouble'],
  ['25-036', 'Rideau Canal Lock Houses', '1640500.00', '1612000.00', 7, 'currency', 'CAD'],
  ['25-045', 'Old Mill Footbridge', '318400.00', '0.00', 0, 'notShown'],
  ['25-040', 'Cannery Wharf Repairs', '998000.00', '0.00', 31, 'new'],
];

/** A line whose budget code can be created. */
export const MISSING = "Left out: Procore's project has no budget code for it; it can be created";

type Kind = [code: string, description: string, outcome: Outcome, reason: string, estimate: bigint | null, budget: bigint | null];
const FIRST: Kind = ['03-30-00', 'Cast-in-place concrete', 'revised', 'Revised to the estimate', 61240000n, 58890000n];
const KINDS: Kind[] = [
  FIRST,
  ['03-35-00', 'Concrete finishing', 'agrees', 'Agrees', 4825000n, 4825000n],
  ['03-41-00', 'Precast structural concrete', 'setToZero', 'Set to zero: the estimate is $0', 0n, 2250000n],
  ['05-12-00', 'Structural steel framing', 'revised', 'Revised to the estimate (3 estimate lines summed)', 73196000n, 73196001n],
  ['05-50-00', 'Metal fabrications', 'created', 'Created: not in the budget yet', 3840000n, null],
  ['05-52-00', 'Handrails and railings', 'notCreated', 'Not created: the estimate is not above $0', 0n, null],
  ['09-65-00', 'Resilient flooring', 'onlyInProcore', 'Kept: only Procore has it', null, 1280000n],
  ['26-24-16', 'Panelboards', 'revisedToCredit', 'Revised to a credit', -420000n, 0n],
  ['26-51-00', 'Interior lighting, controls and commissioning', 'unmapped', MISSING, 15730000n, null],
];

const COST_TYPES = ['Subcontract', 'Labor', 'Material'];

function line(index: number, currency: string): LineRow {
  const [code, description, outcome, reason, estimate, budget] = KINDS[index % KINDS.length] ?? FIRST;
  const costType = COST_TYPES[Math.floor(index / KINDS.length) % 3] ?? 'Labor';
  const block = Math.floor(index / (KINDS.length * 3));
  const of = (value: bigint | null) => (value === null ? null : money(value, currency));
  const changes = ['created', 'revised', 'setToZero', 'revisedToCredit'].includes(outcome);
  const after = changes ? estimate : budget;
  return {
    code: `${block ? `${block}.` : ''}${code}.${costType[0]}`,
    costCode: code,
    subJob: null,
    division: code.slice(0, 2),
    description,
    costType,
    estimate: of(estimate),
    budget: of(budget),
    after: of(after),
    variance: money((budget ?? 0n) - (estimate ?? 0n), currency),
    change: changes ? money((after ?? 0n) - (budget ?? 0n), currency) : null,
    outcome,
    reason,
    estimateLines: reason.includes('3 estimate') ? 3 : 1,
    choice: changes ? { choice: 'leave', made: false } : outcome === 'onlyInProcore' ? { choice: 'setToZero', made: false } : null,
  };
}

/** A line as it is with its choice made. */
export function chosen(line: LineRow): LineRow {
  if (!line.choice) return line;
  const choice = { ...line.choice, made: true };
  if (choice.choice === 'leave') return { ...line, choice, outcome: 'left', reason: 'Left as it is, as you chose', after: line.budget, change: null };
  const now = line.budget ?? money(0n, 'USD');
  const [after, change] = [money(0n, now.currency), { ...now, amount: now.amount.startsWith('-') ? now.amount.slice(1) : `-${now.amount}` }];
  return { ...line, choice, outcome: 'setToZero', reason: 'Set to zero, as you chose', after, change };
}

/** A line that lacks its budget code as it is once the code is created. */
export function withCode(line: LineRow): LineRow {
  if (line.reason !== MISSING) return line;
  return { ...line, choice: { choice: 'leave', made: false }, outcome: 'created', reason: 'Created, after its budget code: Procore has neither yet', after: line.estimate, change: line.estimate };
}

/** A job as it is once the user stated the currency of its budget, or took it back: until then nothing can be compared. */
export function inCurrency(job: FakeJob, stated: string | null): FakeJob {
  const { comparable = job } = job;
  const currency = { stated, proposed: comparable.row.acumatica?.currency ?? null };
  if (stated !== null) return { ...comparable, comparable, row: { ...comparable.row, currency } };
  const { reason, remedy } = STATUS.currency;
  const unknown = { procore: null, newProcore: null, difference: null, lines: null, status: STATUS.currency, reimport: { available: false, reason, remedy } };
  return { ...comparable, comparable, lines: [], row: { ...comparable.row, ...unknown, currency } };
}

/** The company, as it is before the first re-import. `readAt` is when everything was last read. */
export function company(readAt: string, largest = 2500): FakeJob[] {
  return JOBS.map(([jobId, projectName, acumatica, procore, lines, state, currency = 'USD']) => {
    const read = state !== 'unread' && state !== 'trouble' && state !== 'unlinked' && state !== 'notShown';
    const [estimate, budget] = [cents(acumatica), cents(procore)];
    const after = state === 'explained' ? budget : estimate;
    const status = STATUS[state === 'currency' ? 'drift' : state];
    const available = ['currency', 'drift', 'new', 'unmapped'].includes(state);
    const why = state === 'unread' ? 'The two sides have not been read yet.' : (status.reason ?? 'Nothing would change.');
    const row: JobRow = {
      jobId,
      projectName,
      linked: state !== 'unlinked' && state !== 'notShown',
      acumatica: state === 'unread' ? null : money(estimate, currency),
      procore: read ? money(budget, currency) : null,
      newProcore: read ? money(after, currency) : null,
      difference: read ? money(after - budget, currency) : null,
      lines: read ? lines : null,
      status,
      reimport: available ? { available, reason: null, remedy: null } : { available, reason: why, remedy: state === 'unread' ? 'Check now reads them.' : status.remedy },
      outOfBalance: null,
      linesOutOfBalance: null,
      awaitsUnlock: false,
      ownership: 'acumatica',
      warning: state === 'explained' ? "Procore's own ERP connector knows this project too: do not import or export its budget there as well." : null,
      inactive: jobId === '25-018',
      currency: null,
      acumaticaReadAt: state === 'unread' ? null : readAt,
      procoreReadAt: read ? readAt : null,
    };
    const count = lines === 2500 ? largest : Math.max(lines * 2, 9);
    const synced = read && state !== 'new';
    const job: FakeJob = { row, lines: read ? Array.from({ length: count }, (_, index) => line(index, currency)) : [], synced };
    return state === 'currency' ? inCurrency(job, null) : job;
  });
}
