import { describe, expect, it } from 'vitest';
import { KEY_MAP, zoomStep } from './keys';

const SOURCES = import.meta.glob<string>('../../{components,views}/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => ({ key, ...held }) as KeyboardEvent;

describe('keys', () => {
  it('zoom by the keys of a browser, on any keyboard', () => {
    const held = { ctrlKey: true };
    expect(['+', '=', '-', '_', '0', 'a'].map((key) => zoomStep(pressed(key, held)))).toEqual([
      'larger',
      'larger',
      'smaller',
      'smaller',
      'usual',
      null,
    ]);
    expect(zoomStep(pressed('+', { metaKey: true }))).toBe('larger');
    expect([zoomStep(pressed('0')), zoomStep(pressed('0', { ...held, altKey: true }))]).toEqual([null, null]);
  });

  it('are all on the map: no component listens to one that it does not tell of', () => {
    const told = new Set(KEY_MAP.flatMap(({ keys }) => keys.flatMap(({ keys }) => keys)));
    const names: Record<string, string> = { Escape: 'Esc', ' ': 'Space', ArrowLeft: '←', ArrowRight: '→' };
    const heard = Object.values(SOURCES).flatMap((text) =>
      [...text.matchAll(/\.key (?:===|!==) '([^']+)'/g)].map(
        ([, key = '']) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
      ),
    );
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.filter((key) => !told.has(key))).toEqual([]);
  });
});
