import type { Money } from '../../lib/backend/bindings';
import { changeText } from '../../lib/money';

/** Digits are as wide as each other, and separators about half of it. */
const SEPARATOR = 0.55;

/**
 * The width in which the widest of these amounts fits with its sign, as CSS. A clipped amount would read as another amount, and
 * the table's columns are otherwise fixed so that nothing moves.
 */
export function columnWidth(amounts: (Money | null)[]): string {
  const widths = amounts.map((amount) => {
    const text = changeText(amount);
    const digits = text.replace(/\D/g, '').length;
    return digits + (text.length - digits) * SEPARATOR;
  });
  return `calc(${Math.max(0, ...widths)}ch + 14px)`;
}
