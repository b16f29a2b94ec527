// By how much the recorded company was out of balance, day by day, as if its last day were today: the window shows the days up to now.

import type { OutOfBalanceDay } from './bindings';

const noonOf = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** The recorded days, the last of them today. */
export function upTo(today: Date, recorded: OutOfBalanceDay[]): OutOfBalanceDay[] {
  const last = recorded.at(-1);
  if (!last) return [];
  const later = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate(), 12) - noonOf(last.day);
  return recorded.map((one) => ({ ...one, day: new Date(noonOf(one.day) + later).toISOString().slice(0, 10) }));
}
