// What saving a draft would do, in money and lines.

import type { MappingExamples, Money } from '../backend/bindings';
import { counted, sumsText } from '../text/money';

/** `2 lines ($269,158.50) get a budget code, …`; empty where nothing would change. */
export function effectText(examples: MappingExamples): string {
  const part = (lines: number, amounts: Money[], one: string, many: string) =>
    lines === 0 ? '' : `${counted(lines, 'line')} (${sumsText(amounts)}) ${lines === 1 ? one : many}`;
  return [
    part(examples.gained, examples.gainedAmounts, 'gets a budget code', 'get a budget code'),
    part(examples.lost, examples.lostAmounts, 'loses its own', 'lose theirs'),
    part(examples.moved, examples.movedAmounts, 'gets another one', 'get another one'),
  ]
    .filter(Boolean)
    .join(', ');
}
