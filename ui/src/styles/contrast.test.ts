import { describe, expect, it } from 'vitest';
import sheet from './tokens.css?raw';

/** The tokens of an appearance, as they are written. */
function tokens(dark: boolean): Map<string, string> {
  const [light = '', night = ''] = sheet.split('@media (prefers-color-scheme: dark)');
  const text = dark ? light + night : light;
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

/** A token's colour, through those it is named by. */
function colour(of: Map<string, string>, name: string): string {
  const value = of.get(name) ?? '';
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  return other ? colour(of, other) : value;
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${hex} is no colour of six digits`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['paper', 'ground', 'sunken'];
const SOFT = ['accent-soft', 'up-soft', 'down-soft', 'agrees-soft', 'problem-soft'];
const TONES = ['accent', 'up', 'down', 'agrees', 'problem'];

/** What is written, on what it stands. */
const TEXT = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) => [...SURFACES, ...SOFT].map((on) => [ink, on])),
  ...TONES.flatMap((tone) => [...SURFACES, `${tone}-soft`, 'accent-soft'].map((on) => [tone, on])),
  ['accent-ink', 'accent'],
  // The mark of a banner.
  ...[...TONES, 'ink-3'].map((tone) => ['paper', tone]),
] as const;

/** What is pressed or typed into, what has the focus, and what only a colour's shape tells. */
const SHAPES = [
  ...['control-edge', 'focus'].flatMap((edge) => SURFACES.map((on) => [edge, on])),
  ['focus', 'accent-soft'],
  ...SURFACES.map((on) => ['accent', on]),
  ...['green', 'blue', 'violet', 'amber', 'red'].map((band) => [`band-${band}`, 'paper']),
] as const;

describe.each([
  ['light', false],
  ['dark', true],
])('in %s', (_, dark) => {
  const all = tokens(dark);
  const below = (pairs: readonly (readonly string[])[], least: number) =>
    pairs
      .map(([one = '', other = '']) => ({ one, other, is: contrast(colour(all, one), colour(all, other)) }))
      .filter(({ is }) => is < least)
      .map(({ one, other, is }) => `${one} on ${other}: ${Math.floor(is * 100)} %`);

  it('text stands out from what it stands on', () => expect(below(TEXT, 4.5)).toEqual([]));
  it('controls and the focus stand out', () => expect(below(SHAPES, 3)).toEqual([]));
});
