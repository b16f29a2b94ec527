import { describe, expect, it } from 'vitest';
import type { BudgetsPage, Watch } from '../backend/bindings';
import { clockText } from '../text/time';
import { lengthText, watchText } from './words';

const LOOKED = '2026-03-02T12:20:00Z';
const NEXT = '2026-03-02T14:20:00Z';

function said(watch: Partial<Watch>): string {
  const whole = {
    paused: false,
    interval: 'twoHours',
    leastMinutes: 0,
    trouble: null,
    lastLookAt: null,
    nextLookAt: null,
  };
  return watchText({
    counts: { all: 39 } as BudgetsPage['counts'],
    freshness: { watch: { ...whole, ...watch } } as BudgetsPage['freshness'],
  });
}

describe('the words of the watch', () => {
  it('say how many jobs are watched, and the times', () => {
    expect(said({ lastLookAt: LOOKED, nextLookAt: NEXT })).toBe(
      `Watching 39 jobs, looked ${clockText(LOOKED)}, next look ${clockText(NEXT)}`,
    );
    expect(said({})).toBe('Watching 39 jobs');
    expect(said({ paused: true, lastLookAt: LOOKED })).toBe(`39 jobs, watching is paused, looked ${clockText(LOOKED)}`);
  });

  it('say how long an interval is', () => {
    expect([15, 60, 75, 150, 120].map(lengthText)).toEqual([
      '15 minutes',
      '1 hour',
      '1 hour 15 minutes',
      '2 hours 30 minutes',
      '2 hours',
    ]);
  });
});
