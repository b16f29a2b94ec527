// What the shell would answer about a mapping, for a company whose travel costs no cost type answers to.

import type { Mapping, MappingExample, MappingExamples } from './bindings';

const NONE = { parts: [], separators: '', joinedBy: '' };

export function noMapping(): Mapping {
  return {
    costTypeMatches: ['originId', 'code', 'name'],
    costTypes: [],
    costCodeSource: 'costCode',
    namedCostCodes: [],
    costCodes: { ...NONE, parts: [] },
    subJobUse: 'notUsed',
    subJobFormat: { ...NONE, parts: [] },
    subJobTable: [],
    defaultTask: '',
  };
}

const usd = (amount: string) => [{ amount, currency: 'USD' }];
const known = (from: string, becomes: string, lines: number, total: string, summed: string[] = []): MappingExample => ({
  from,
  becomes,
  lines,
  linesKnown: lines,
  foundBy: 'text',
  whyNot: null,
  totals: usd(total),
  summed,
});

const by = (example: MappingExample, foundBy: string): MappingExample => ({ ...example, foundBy });

/** Four codes, each found by another way, and one that only a name finds. */
function codes(draft: Mapping): MappingExample[] {
  const named = draft.namedCostCodes.find((one) => one.acumatica === '99-999');
  const lost: MappingExample = {
    from: '99-999',
    becomes: null,
    lines: 3,
    linesKnown: 0,
    foundBy: null,
    whyNot: 'Procore\u2019s project has no cost code 99-999',
    totals: usd('8400.00'),
    summed: [],
  };
  return [
    named ? by(known('99-999', named.procore, 3, '8400.00'), 'mapping') : lost,
    by(known('03-30-00', '03-30-00', 44, '612400.00'), 'ERP identifier'),
    known('05-12-00', '05-12-00', 18, '731960.00'),
    by(known('095100', '09-51-00', 7, '98200.00'), 'text without separators'),
  ];
}

export function mappingExamples(draft: Mapping): MappingExamples {
  const travel = draft.costTypes.find((one) => one.accountGroup === 'TRAVEL');
  const unknown: MappingExample = {
    from: 'TRAVEL',
    becomes: null,
    lines: 12,
    linesKnown: 0,
    foundBy: null,
    whyNot: 'Procore has no cost type for account group TRAVEL',
    totals: usd('30210.00'),
    summed: [],
  };
  const table = draft.subJobUse === 'table' && draft.subJobTable.length === 0;
  return {
    problems: draft.costCodes.parts.some((part) => part.fromLength === 0)
      ? ['Cost codes: A part of a code has 1 to 30 characters on each side.']
      : [],
    costTypes: [
      known('LABOR', 'L', 412, '1820400.00'),
      known('MATERIAL', 'M', 388, '2214980.50'),
      known('SUBCON', 'S', 640, '9120300.00', ['SUBLABOR']),
      travel ? known('TRAVEL', travel.costType, 12, '30210.00') : unknown,
    ],
    costCodes: codes(draft),
    costCodesAll: 212,
    subJobs:
      draft.subJobUse === 'notUsed'
        ? [known('BASE', 'no sub job', 1452, '13185890.50', ['PHASE 2'])]
        : [
            table
              ? { ...unknown, from: 'PHASE 2', whyNot: 'The table names no sub job for task PHASE 2' }
              : known('PHASE 2', 'PHASE 2', 120, '410000.00'),
          ],
    mappedNow: 1440,
    unmappedNow: 12,
    gained: travel ? 12 : 0,
    lost: 0,
    moved: 0,
  };
}
