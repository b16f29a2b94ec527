import { describe, expect, it } from 'vitest';
import { ageRangeText, ageText, clockText, dayText, remainingText } from './time';

const now = new Date('2026-11-20T14:00:00Z');

it.each([
  ['2026-11-20T13:59:30Z', 'just now'],
  ['2026-11-20T14:00:09Z', 'just now'],
  ['2026-11-20T13:58:00Z', '2 min ago'],
  ['2026-11-20T11:00:00.5Z', '2 h ago'],
  ['2026-11-19T13:00:00Z', '1 day ago'],
  ['2026-11-15T13:00:00Z', '5 days ago'],
])('says how old %s is', (at, age) => expect(ageText(at, now)).toBe(age));

it.each([
  ['2026-11-20T13:19:00Z', '2026-11-20T13:58:00Z', '2 to 41 min ago'],
  ['2026-11-20T10:00:00Z', '2026-11-20T13:58:00Z', '2 min ago to 4 h ago'],
  ['2026-11-20T13:19:00Z', '2026-11-20T13:59:50Z', 'just now to 41 min ago'],
  ['2026-11-20T13:58:00Z', '2026-11-20T13:58:10Z', '1 to 2 min ago'],
  ['2026-11-20T13:58:00Z', '2026-11-20T13:58:00Z', '2 min ago'],
])('says the range from %s to %s', (oldest, newest, range) => expect(ageRangeText(oldest, newest, now)).toBe(range));

it('rounds time that is left up', () => {
  expect([0, 12.2, 59, 61, 121].map(remainingText)).toEqual(['1 s', '13 s', '59 s', '2 min', '3 min']);
});

describe('a day', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  it('is short, with the year only where it is another', () => {
    expect(dayText('2026-11-12T09:30:00Z', now)).toBe('12 Nov');
    expect(dayText('2025-03-02T09:30:00Z', now)).toBe('2 Mar 2025');
  });
  it('is shown as it came where it is none', () => {
    expect(dayText('last Tuesday', now)).toBe('last Tuesday');
  });
});

it('writes a time of day in the style of the days, before noon and after it', () => {
  expect(clockText('2026-11-23T14:05:00')).toBe('14:05');
  expect(clockText('2026-11-23T00:07:59')).toBe('00:07');
});
