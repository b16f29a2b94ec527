import { describe, expect, it } from 'vitest';
import { columnWidth, textWidth, widthOf } from './columnWidth';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('the width of a column', () => {
  it('counts a sign like a digit, and separators as the font has them', () => {
    expect(textWidth('+9,999,999,999.99')).toBeCloseTo(13 * 0.65 + 4 * 0.27, 1);
    expect(textWidth('\u22129.00')).toBe(textWidth('+9.00'));
  });

  it('is that of the widest amount, whatever its sign', () => {
    const amounts = [usd('1.00'), null, usd('-9999999999.99'), usd('12.00')];
    expect(columnWidth(amounts)).toBe(widthOf(['+9,999,999,999.99']));
    expect(columnWidth([])).toBe(widthOf(['\u2013']));
  });

  it('has room for wide letters, and never less than asked', () => {
    expect(textWidth('MM-01')).toBeGreaterThan(textWidth('11-01'));
    expect(widthOf([], '24-101')).toBe(widthOf(['24-101']));
  });
});
