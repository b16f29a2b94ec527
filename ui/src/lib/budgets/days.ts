// By how much the jobs were out of balance, day by day, as small bars: how high each is drawn, and the same in words. A height is a whole
// number of whole numbers, so that no amount becomes a binary float; it is never shown as a figure.

import type { Money, OutOfBalanceDay } from '../backend/bindings';
import { counted, grouped } from '../text/money';
import { dayText } from '../text/time';

export const DAYS = 30;
/** How high the highest bar is drawn. */
export const HEIGHT = 28n;

export type Bar = {
  day: string;
  /** Nothing where nobody looked. */
  height: bigint | null;
  /** The day in words. */
  title: string;
};

export type Chart = { bars: Bar[]; words: string };

/** The last days of one currency; nothing where there are not two of them to compare. */
export function chartOf(days: OutOfBalanceDay[], currency: string | null, today: Date): Chart | null {
  const ofIt = days.filter((one) => one.currency === currency);
  const [first, last] = [ofIt[0], ofIt.at(-1)];
  if (!first || !last || first === last) return null;
  const most = ofIt.reduce((most, { amount }) => (units(amount) > most ? units(amount) : most), 1n);
  const bars = lastDays(today).map((day): Bar => {
    const found = ofIt.find((one) => one.day === day);
    if (!found) return { day, height: null, title: `${named(day)}: nobody looked` };
    const jobs = counted(found.jobs, 'job');
    return { day, height: heightOf(units(found.amount), most), title: `${named(day)}: ${text(found)}, ${jobs}` };
  });
  const words = `Out of balance, last ${DAYS} days: from ${text(first)} to ${text(last)}`;
  return { bars, words };
}

/** Anything above nothing can be seen. */
function heightOf(amount: bigint, most: bigint): bigint {
  const height = (amount * HEIGHT) / most;
  return amount > 0n && height === 0n ? 1n : height;
}

/** An amount in thousandths, which is the smallest unit that any currency has. */
function units({ amount }: Money): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  return BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
}

const text = ({ amount }: OutOfBalanceDay) => grouped(amount.amount);
const named = (day: string) => dayText(`${day}T12:00:00`);

/** The last days by this computer's calendar, today the last. */
function lastDays(today: Date): string[] {
  return Array.from({ length: DAYS }, (_, place) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (DAYS - 1 - place));
    const two = (part: number) => String(part).padStart(2, '0');
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  });
}
