// What the window says of the watch.

import type { BudgetsPage, WatchInterval } from '../backend/bindings';
import { counted } from '../text/money';
import { clockText } from '../text/time';

/** Every interval, the shortest first. */
export const INTERVALS: { value: WatchInterval; label: string }[] = [
  { value: 'quarterHour', label: '15 minutes' },
  { value: 'halfHour', label: '30 minutes' },
  { value: 'hour', label: '1 hour' },
  { value: 'twoHours', label: '2 hours' },
  { value: 'fourHours', label: '4 hours' },
  { value: 'eightHours', label: '8 hours' },
];

/** `Watching 39 jobs, looked 12:20, next look 14:20`. */
export function watchText({ counts, freshness }: Pick<BudgetsPage, 'counts' | 'freshness'>): string {
  const { paused, lastLookAt, nextLookAt } = freshness.watch;
  const jobs = counted(counts.all, 'job');
  const looked = lastLookAt === null ? '' : `, looked ${clockText(lastLookAt)}`;
  if (paused) return `${jobs}, watching is paused${looked}`;
  const next = nextLookAt === null ? '' : `, next look ${clockText(nextLookAt)}`;
  return `Watching ${jobs}${looked}${next}`;
}

/** `1 hour 15 minutes`. */
export function lengthText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && counted(hours, 'hour'), rest > 0 && counted(rest, 'minute')].filter(Boolean).join(' ');
}
