// Ages and times of day as the window says them. Times come as RFC 3339; what the shell sends is shown in the user's time zone.

import { counted } from './money';

/** The one style of days and times: `12 Nov`, `14:05`. */
const STYLE = 'en-GB';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `2 min ago`, `3 h ago`, `5 days ago`. A clock that is a little ahead is `just now`. */
export function ageText(readAt: string, now: Date): string {
  const age = elapsed(readAt, now);
  if (age < MINUTE) return 'just now';
  return `${lengthText(age)} ago`;
}

/** `read 2 to 41 min ago` for the oldest and the newest of several; one age where they are the same. */
export function ageRangeText(oldest: string, newest: string, now: Date): string {
  const [young, old] = [ageText(newest, now), ageText(oldest, now)];
  if (young === old) return young;
  const unit = unitOf(young);
  const bare = unit !== null && unit === unitOf(old) ? young.slice(0, -unit.length) : young;
  return `${bare} to ${old}`;
}

/** `14:05`: in one style with the days, as the journal, the receipts and the exports write them, whatever the system's own is. */
export function clockText(at: string): string {
  return new Intl.DateTimeFormat(STYLE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `12 s`, `3 min`: time that is left, rounded up, so that it is never over before it is over. */
export function remainingText(seconds: number): string {
  return seconds < 60 ? `${Math.max(1, Math.ceil(seconds))} s` : `${Math.ceil(seconds / 60)} min`;
}

function elapsed(readAt: string, now: Date): number {
  return now.getTime() - new Date(readAt).getTime();
}

function lengthText(length: number): string {
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return `${Math.floor(length / HOUR)} h`;
  const days = Math.floor(length / DAY);
  return counted(days, 'day');
}

function unitOf(age: string): string | null {
  return / (?:min|h|days) ago$/.exec(age)?.[0] ?? null;
}

/** `12 Nov`, with the year where it is not this one. What is no moment is shown as it came: Procore prints dates its own way. */
export function dayText(at: string, now = new Date()): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return moment.toLocaleDateString(STYLE, { day: 'numeric', month: 'short', ...year });
}
