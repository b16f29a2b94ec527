// By how much the fake company was out of balance, day by day up to today.

import type { OutOfBalanceDay } from './bindings';

/** What a day's last look found, its amount and its jobs; nothing where nobody looked. */
export type RecordedDay = [string, number] | null;

/** The days that end with this one. */
export function daysUntil(today: Date, recorded: RecordedDay[]): OutOfBalanceDay[] {
  return recorded.flatMap((found, place) => {
    if (found === null) return [];
    const [amount, jobs] = found;
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (recorded.length - 1 - place), 12);
    return [{ day: day.toISOString().slice(0, 10), currency: 'USD', amount: { amount, currency: 'USD' }, jobs }];
  });
}
