// Amounts are texts from the shell's decimals to the screen. This file groups their digits; nothing in the window turns one into
// a number, for a binary float cannot hold a cent.

import type { Money } from '../backend/bindings';

const PLAIN = /^(-?)(\d+)(\.\d+)?$/;
/** U+2212, as wide as the plus sign; the hyphen is not. */
const MINUS = '\u2212';
const DASH = '\u2013';

/** Zero in any scale, e.g. `0.00` and `-0.0`. */
export function isZero(amount: string): boolean {
  return /^-?0+(\.0+)?$/.test(amount);
}

/** Below zero. */
export function isNegative(amount: string): boolean {
  return amount.startsWith('-') && !isZero(amount);
}

/** `-1234.50` as `−1,234.50`. What is no plain decimal is shown as it came, for a made-up amount would be worse. */
export function grouped(amount: string): string {
  const parts = PLAIN.exec(amount);
  if (!parts) return amount;
  const [, , whole = '', fraction = ''] = parts;
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
  return isNegative(amount) ? MINUS + digits : digits;
}

/** A total or an amount. Absent is a dash, zero is not: a line of $0 and no line at all are different things. */
export function amountText(money: Money | null): string {
  return money === null ? DASH : grouped(money.amount);
}

/** A difference or a change, always with its sign. Nothing to change is a dash. */
export function changeText(money: Money | null): string {
  if (money === null || isZero(money.amount)) return DASH;
  return isNegative(money.amount) ? grouped(money.amount) : `+${grouped(money.amount)}`;
}

/** How large a change or a difference is, where the words beside it say which way. */
export function sizeText({ amount }: Money): string {
  return grouped(amount.replace(/^-/, ''));
}

/** The class that colours a change; the sign says the same without colour. */
export function changeTone(money: Money | null): 'up' | 'down' | 'zero' {
  if (money === null || isZero(money.amount)) return 'zero';
  return isNegative(money.amount) ? 'down' : 'up';
}

/** A count, e.g. of lines. None, or not known, is a dash. */
export function countText(count: number | null): string {
  return count ? grouped(String(count)) : DASH;
}

/** So many of a thing, in a sentence: `0 lines`, `1 line`, `2,500 lines`. */
export function counted(count: number, noun: string): string {
  return `${grouped(String(count))} ${noun}${count === 1 ? '' : 's'}`;
}

/** An amount in a sentence: `$1,234.50`, `CAD 1,234.50`. */
export function moneyText({ amount, currency }: Money): string {
  const text = grouped(amount);
  if (currency !== 'USD') return `${currency} ${text}`;
  return text.startsWith(MINUS) ? `${MINUS}$${text.slice(1)}` : `$${text}`;
}

/** Sums of several currencies in a sentence; they are not added. */
export function sumsText(sums: readonly Money[]): string {
  return sums.map(moneyText).join(' and ');
}
