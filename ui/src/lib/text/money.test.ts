import { describe, expect, it } from 'vitest';
import { amountText, changeText, changeTone, counted, grouped, isZero, moneyText, sizeText, sumsText } from './money';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('amounts', () => {
  it.each([
    ['0.00', '0.00'],
    ['7.10', '7.10'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['-1234.50', '\u22121,234.50'],
    ['-100000.00', '\u2212100,000.00'],
    ['11204775.42', '11,204,775.42'],
    ['1234.5678', '1,234.5678'],
    ['79228162514264337593543950335.00', '79,228,162,514,264,337,593,543,950,335.00'],
    ['-0.00', '0.00'],
  ])('groups %s', (amount, shown) => expect(grouped(amount)).toBe(shown));

  it('have a size without a sign, where words say which way', () => {
    expect([usd('-12600.00'), usd('12600.00'), usd('0.00')].map(sizeText)).toEqual(['12,600.00', '12,600.00', '0.00']);
  });

  it('stand in a sentence with their currency, and are never added across two', () => {
    expect(moneyText(usd('-1234.50'))).toBe('\u2212$1,234.50');
    expect(sumsText([usd('269158.50'), { amount: '1.00', currency: 'CAD' }])).toBe('$269,158.50 and CAD 1.00');
  });

  it('shows what is no decimal as it came', () => {
    for (const text of ['', 'NaN', '1e6', '1,000.00', '.5']) expect(grouped(text)).toBe(text);
  });

  it('keeps the smallest cent that a binary float loses', () => {
    expect(grouped('9007199254740993.01')).toBe('9,007,199,254,740,993.01');
  });

  it('tells no amount from an amount of zero', () => {
    expect(amountText(null)).toBe('\u2013');
    expect(amountText(usd('0.00'))).toBe('0.00');
  });
});

describe('changes', () => {
  it.each([
    ['0.01', '+0.01', 'up'],
    ['-71500.00', '\u221271,500.00', 'down'],
    ['0.00', '\u2013', 'zero'],
    ['-0.00', '\u2013', 'zero'],
  ])('signs %s', (amount, shown, tone) => {
    expect(changeText(usd(amount))).toBe(shown);
    expect(changeTone(usd(amount))).toBe(tone);
  });

  it('has nothing to say where nothing is known', () => {
    expect(changeText(null)).toBe('\u2013');
    expect(changeTone(null)).toBe('zero');
  });

  it('does not take 0.001 for zero', () => expect(isZero('0.001')).toBe(false));
});

it('groups a count in a sentence, and one is no plural', () => {
  expect([0, 1, 2, 2500].map((count) => counted(count, 'line'))).toEqual([
    '0 lines',
    '1 line',
    '2 lines',
    '2,500 lines',
  ]);
});
