import { describe, expect, it } from 'vitest';

const SHEETS = import.meta.glob<string>('./*.css', { query: '?raw', import: 'default', eager: true });
const COMPONENTS = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true });
const FILES = Object.entries({ ...SHEETS, ...COMPONENTS }).filter(([path]) => path !== './tokens.css');

/** The style declarations of a file, as `property: value`. Widths at which the window breaks are none. */
function declarations(text: string): string[] {
  const css = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? (text.includes('</') ? '' : text);
  const bare = css.replace(/\/\*.*?\*\//gs, '').replace(/@media[^{]*/g, '');
  return [...bare.matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)].map(([, property, value]) => `${property}: ${value}`);
}

describe.each(FILES)('%s', (_, text) => {
  it('names no length in pixels but hairlines', () => {
    const lengths = declarations(text).filter((one) =>
      [...one.matchAll(/([\d.]+)px/g)].some(([, px]) => !['1', '2'].includes(px ?? '')),
    );
    expect(lengths).toEqual([]);
  });

  it('has two sizes of text and a title', () => {
    const sizes = declarations(text).filter(
      (one) => /^font(-size)?:/.test(one) && !/inherit|var\(--(text|text-small|title)\)/.test(one),
    );
    expect(sizes).toEqual([]);
  });
});
