import { describe, expect, it } from 'vitest';
import type { OutOfBalanceDay } from '../backend/bindings';
import { chartOf, DAYS, HEIGHT } from './days';

const TODAY = new Date(2026, 10, 26, 9);

function day(day: string, amount: string, currency = 'USD', jobs = 8): OutOfBalanceDay {
  return { day, currency, amount: { amount, currency }, jobs };
}

describe('the days out of balance', () => {
  const days = [
    day('2026-10-28', '1204118.00'),
    day('2026-11-02', '999.00', 'CAD'),
    day('2026-11-25', '0.01'),
    day('2026-11-26', '701580.19', 'USD', 1),
  ];
  const chart = chartOf(days, 'USD', TODAY);

  it('are said in words, from the first to the last', () => {
    expect(chart?.words).toBe('Out of balance, last 30 days: from 1,204,118.00 to 701,580.19');
  });

  it('have a bar each, as high as their amount, and none where nobody looked', () => {
    const bars = chart?.bars ?? [];
    expect(bars).toHaveLength(DAYS);
    expect(bars.map((bar) => bar.height).filter((height) => height !== null)).toEqual([HEIGHT, 1n, 16n]);
    expect(bars[0]?.title).toBe('28 Oct: 1,204,118.00, 8 jobs');
    expect(bars[1]?.title).toBe('29 Oct: nobody looked');
    expect(bars.at(-1)?.title).toBe('26 Nov: 701,580.19, 1 job');
  });

  it('are not drawn where there is one, or none of the currency', () => {
    expect(chartOf(days.slice(0, 1), 'USD', TODAY)).toBeNull();
    expect(chartOf(days, 'EUR', TODAY)).toBeNull();
    expect(chartOf(days, null, TODAY)).toBeNull();
  });

  it('of nothing are bars of no height', () => {
    const none = chartOf([day('2026-11-25', '0.00'), day('2026-11-26', '0.00')], 'USD', TODAY);
    expect(none?.bars.at(-1)?.height).toBe(0n);
  });
});
