// What the shell would answer about a fake job's comparison. The amounts add up, in whole cents.

import type {
  Arrangement,
  ArrangementQuery,
  Comparison,
  LineRow,
  LinesShown,
  LinesTable,
  Offer,
  PlanOptions,
  PlanSummary,
  Sums,
} from './bindings';
import { chosen, type FakeJob, MISSING, money, sum, withCode } from './fakeCompany';
import { countText } from '../text/money';

/** The job's lines with these choices; a line without one is the very same. */
export function chosenLines(
  job: FakeJob,
  { choices, createCodes }: Pick<PlanOptions, 'choices' | 'createCodes'>,
): LineRow[] {
  const codes = new Set(choices.map((one) => one.code));
  const lines = createCodes ? job.lines.map(withCode) : job.lines;
  return codes.size === 0 ? lines : lines.map((line) => (codes.has(line.code) ? chosen(line) : line));
}

export function sums(lines: LineRow[]): Sums {
  const currency = lines[0]?.variance.currency ?? 'USD';
  const of = (amount: (line: LineRow) => LineRow['after']) => money(sum(lines.map(amount)), currency);
  return {
    lines: lines.length,
    changes: lines.filter((line) => line.change !== null).length,
    estimate: of((line) => line.estimate),
    budget: of((line) => line.budget),
    after: of((line) => line.after),
    change: of((line) => line.change),
  };
}

const STEPS = {
  create: (codes: number) => `Create ${codes} budget codes in Procore.`,
  unlock: 'Unlock the budget in Procore; its budget modifications are preserved.',
  lock: 'Lock the budget again, also if the re-import fails.',
};

export function summary(job: FakeJob, options: PlanOptions): PlanSummary {
  const { unlock, createCodes } = options;
  const { estimate, budget, after, change, changes } = sums(chosenLines(job, options));
  const missing = job.lines.filter((line) => line.reason === MISSING).length;
  const locked = job.row.status.label === 'Budget is locked';
  const refusals =
    job.row.status.kind === 'blocked' && !(locked && unlock)
      ? [{ reason: job.row.reimport.reason ?? '', remedy: job.row.reimport.remedy ?? '' }]
      : [];
  const nothing = changes === 0 ? [{ reason: 'Nothing would change.', remedy: '' }] : [];
  const create = createCodes && missing > 0 ? [STEPS.create(missing)] : [];
  const offers: Offer[] = [
    ...(missing > 0
      ? [
          {
            kind: 'createCodes' as const,
            sentence: `Create the ${countText(missing)} missing budget codes in Procore, and the lines on them`,
            taken: createCodes,
          },
        ]
      : []),
    ...(locked
      ? [
          {
            kind: 'unlock' as const,
            sentence: 'Unlock the budget for this re-import, and lock it again afterwards',
            taken: unlock,
          },
        ]
      : []),
  ];
  return {
    totals: { acumatica: estimate, procore: budget, newProcore: after, difference: change },
    lines: changes,
    steps: [
      ...create,
      ...(locked && unlock
        ? [STEPS.unlock, `Re-import ${changes} lines.`, STEPS.lock]
        : [`Re-import ${changes} lines.`]),
    ],
    offers,
    refusals: [...refusals, ...nothing],
    locked: locked && !unlock,
  };
}

export function compared(job: FakeJob, version: number, firstImport: boolean): Comparison {
  return {
    planId: `${job.row.jobId}@${version}`,
    row: job.row,
    lastReimport: firstImport ? null : 'Last re-imported 3 Nov 2026 by M. Okafor',
    firstImport,
    adoptable: firstImport,
    existingLines: job.lines.filter((line) => line.budget !== null).length,
    summary: summary(job, { choices: [], unlock: false, createCodes: false }),
    lines: job.lines,
  };
}

const HOLDS: Record<LinesShown, (line: LineRow) => boolean> = {
  changes: (line) => line.change !== null || line.outcome === 'left',
  problems: (line) => ['unmapped', 'onlyInProcore'].includes(line.outcome),
  all: () => true,
};

const KEYS: Record<ArrangementQuery['grouping'], (line: LineRow) => string> = {
  none: () => '',
  division: (line) => line.division,
  costCode: (line) => line.costCode,
  costType: (line) => line.costType,
  subJob: (line) => line.subJob ?? '',
};

export function arranged(lines: LineRow[], { grouping, shown, search }: ArrangementQuery): Arrangement {
  const word = search.trim().toLowerCase();
  const found = lines
    .map((_, index) => index)
    .filter((index) => {
      const line = lines[index];
      return (
        line !== undefined &&
        HOLDS[shown](line) &&
        `${line.code} ${line.description} ${line.costType}`.toLowerCase().includes(word)
      );
    });
  const groups = new Map<string, number[]>();
  for (const index of found) {
    const key = KEYS[grouping](lines[index] as LineRow);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const of = (indexes: number[]) => sums(indexes.map((index) => lines[index] as LineRow));
  const count = (filter: LinesShown) => lines.filter(HOLDS[filter]).length;
  return {
    groups: [...groups]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, indexes]) => ({
        key,
        name: grouping === 'division' ? (NAMES[key] ?? '') : '',
        lines: indexes,
        sums: of(indexes),
      })),
    counts: { changes: count('changes'), problems: count('problems'), all: lines.length },
    sums: of(found),
  };
}

const NAMES: Record<string, string> = { '03': 'Concrete', '05': 'Metals', '09': 'Finishes', '26': 'Electrical' };

export function table(lines: LineRow[]): LinesTable {
  const rows = lines.map((line) => [
    line.code,
    line.description,
    line.estimate?.amount ?? '',
    line.budget?.amount ?? '',
    line.after?.amount ?? '',
  ]);
  return {
    text: rows.map((row) => row.join('\t')).join('\n'),
    html: `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
    lines: lines.length,
  };
}
