// How wide columns have to be, so that nothing in them is cut off: a clipped amount would read as another amount. The tables' columns are
// otherwise fixed, so that nothing moves.

import type { LineRow, Money, Sums } from '../../lib/backend/bindings';
import { changeText } from '../../lib/text/money';

/** How far Inter's letters reach, in the size of the text and whatever their weight: its figures and signs, when they are as wide as each
 *  other, and its separators are the font's own; letters are the widest of their kind. */
const WIDTHS: [RegExp, number][] = [
  [/[0-9+\u2212-]/, 0.65],
  [/[,. ']/, 0.27],
  [/[\u2191\u2193]/, 0.92],
  [/[MWmw%@]/, 1.04],
];
const LETTER = 0.78;
/** A cell's padding on both sides, and a hair for what the browser rounds. */
const PADDING = '2 * var(--cell, var(--space-4)) + var(--space-1)';

/** How wide a text is, in the size of the text. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? LETTER;
  return Math.ceil(width * 100) / 100;
}

/** The width of the widest of these texts in a column, as CSS. */
export function widthOf(texts: Iterable<string>, least = ''): string {
  let most = textWidth(least);
  for (const text of texts) most = Math.max(most, textWidth(text));
  return `calc(${most}em + ${PADDING})`;
}

/** The width in which the widest of these amounts fits with its sign, as CSS. */
export function columnWidth(amounts: Iterable<Money | null>): string {
  return widthOf([changeText(longest(amounts))]);
}

/** The widths of a table of lines, with the sums of its groups: of its codes (which differ in their ends), amounts and changes. */
export function lineWidths(
  lines: readonly LineRow[],
  sums: readonly Sums[] = [],
): { codes: string; amounts: string; changes: string } {
  return {
    // With the margin of the sheet before it.
    codes: `calc(${lines.reduce((most, line) => Math.max(most, textWidth(line.code)), 0)}em + var(--space-7) + var(--space-5))`,
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
