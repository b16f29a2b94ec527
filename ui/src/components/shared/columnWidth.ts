import type { LineRow, Money, Sums } from '../../lib/backend/bindings';
import { changeText } from '../../lib/text/money';

/** Digits are as wide as each other, and separators about half of it. */
const SEPARATOR = 0.55;

/**
 * The width in which the widest of these amounts fits with its sign, as CSS. A clipped amount would read as another amount, and
 * the tables' columns are otherwise fixed so that nothing moves.
 */
export function columnWidth(amounts: Iterable<Money | null>): string {
  const text = changeText(longest(amounts));
  const digits = text.replace(/\D/g, '').length;
  return `calc(${digits + (text.length - digits) * SEPARATOR}ch + var(--space-6))`;
}

/** The widths of a table of lines, with the sums of its groups: of its codes (which differ in their ends), amounts and changes. */
export function lineWidths(
  lines: readonly LineRow[],
  sums: readonly Sums[] = [],
): { codes: string; amounts: string; changes: string } {
  return {
    // With the margin of the sheet before it: an M is wider than a digit.
    codes: `calc(${lines.reduce((most, line) => Math.max(most, line.code.length), 0)}ch + 2.25rem)`,
    amounts: columnWidth(each([...lines, ...sums], (one) => [one.estimate, one.budget, one.after])),
    changes: columnWidth(each([...lines, ...sums], (one) => ['variance' in one ? one.variance : null, one.change])),
  };
}

function* each<T>(all: T[], amounts: (one: T) => (Money | null)[]): Iterable<Money | null> {
  for (const one of all) yield* amounts(one);
}

/** Only one of 20,000 lines is formatted: the one with the most digits. */
function longest(amounts: Iterable<Money | null>): Money | null {
  let most: Money | null = null;
  for (const amount of amounts) if (length(amount) > length(most)) most = amount;
  return most;
}

function length(amount: Money | null): number {
  return amount === null ? 0 : amount.amount.length - (amount.amount.startsWith('-') ? 1 : 0);
}
