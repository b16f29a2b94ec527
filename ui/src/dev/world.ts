// The fake company as the address of the development server asks for it, e.g. `?open&ends=voided&step=800`.

import type { Backend } from '../lib/backend/backend';
import type { EndingKind, SignInQuestion } from '../lib/backend/bindings';
import { fakeBackend, NOTICES, TROUBLES } from '../lib/backend/fake';

/** Inside the shell its own globals are there; `?fake` asks for the fake company all the same. */
export function inBrowser(): boolean {
  return !('isTauri' in globalThis) || new URLSearchParams(location.search).has('fake');
}

const COMPANIES = [
  { id: '562949953443325', name: 'Marlow & Finch Construction' },
  { id: '562949953443411', name: 'Marlow & Finch Interiors' },
];

const READING = { side: 'procore' as const, done: 17, of: 48 };
const PAUSE_MS = 9 * 60_000;

/** A world with what the address names. */
export function worldOf(asked: URLSearchParams): Backend {
  const fake = fakeBackend(
    {
      state: asked.has('firstimport') ? 'firstImport' : 'start',
      confirms: async () => !asked.has('declines'),
      ends: (asked.get('ends') ?? 'posted') as EndingKind,
      stepMs: parseInt(asked.get('step') ?? '250', 10),
      freshness: {
        ...(asked.has('reading') && { reading: READING }),
        ...(asked.has('paused') && { pausedUntil: new Date(Date.now() + PAUSE_MS).toISOString() }),
      },
      failing: {
        ...(asked.has('down') && { budgetsPage: TROUBLES.unreachable }),
        ...(asked.has('nostart') && { startState: TROUBLES.unreachable }),
        ...(asked.has('field') && { connect: TROUBLES.badAddress }),
        ...(asked.has('refuses') && { prepareReimport: TROUBLES.locked }),
      },
    },
    {
      open: asked.has('open'),
      connections: asked.has('connections') || asked.has('open'),
      notices: asked.has('notice') ? NOTICES : [],
    },
  );
  if (asked.has('asks')) {
    const question: SignInQuestion =
      asked.get('asks') === 'code' ? { kind: 'pasteCode' } : { kind: 'chooseCompany', companies: COMPANIES };
    fake.connect = () => new Promise(() => fake.tell('signInAsked', question));
  }
  if (asked.has('first')) fake.budgetsPage = () => new Promise(() => undefined);
  return fake;
}
