import { describe, expect, it } from 'vitest';
import { moved } from './moved';

describe('a key in a table of rows', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['PageDown', 3, 8],
    ['PageUp', 8, 3],
    ['Home', 3, 0],
    ['End', 3, 9],
    ['PageDown', 8, 9],
    ['ArrowUp', 0, 0],
    ['ArrowDown', -1, 0],
    ['Enter', 3, null],
  ])('%s goes from row %i to %s', (key, from, to) => expect(moved(key, from, 10, 5)).toBe(to));

  it('goes nowhere where there is no row', () => expect(moved('End', 0, 0, 5)).toBe(null));
});
