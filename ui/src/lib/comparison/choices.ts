// Which lines the user wants otherwise than the rules, as lists: pure, and without a single amount.

import type { LineChoice, LineRow, MovedLine, ReplannedLine } from '../backend/bindings';

/** The choices with those of these codes made, or taken back. */
export function withChoices(
  choices: LineChoice[],
  codes: string[],
  choice: LineChoice['choice'],
  made: boolean,
): LineChoice[] {
  const changed = new Set(codes);
  const others = choices.filter((one) => !changed.has(one.code));
  return made ? [...others, ...[...changed].map((code) => ({ code, choice }))] : others;
}

/** The choices that make a difference to these lines. */
export function stillOffered(choices: LineChoice[], lines: LineRow[]): LineChoice[] {
  const offered = new Map(lines.map((line) => [line.code, line.choice?.choice]));
  return choices.filter((one) => offered.get(one.code) === one.choice);
}

/** Who moved which line, by its code. */
export function byCode(moved: MovedLine[]): Map<string, MovedLine> {
  return new Map(moved.map((one) => [one.code, one]));
}

/** The lines that come out otherwise than by the rules, by their position. */
export function byIndex(lines: ReplannedLine[]): Map<number, LineRow> {
  return new Map(lines.map(({ index, line }) => [index, line]));
}

/** Each of these once. */
export function once<T>(values: T[]): T[] {
  return [...new Set(values)];
}
