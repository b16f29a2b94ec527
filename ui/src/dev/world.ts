// The fake company as the address of the development server asks for it, e.g. `?open&ends=voided&step=800`.

import type { Backend } from '../lib/backend/backend';
import type { EndingKind, SignInQuestion } from '../lib/backend/bindings';
import { fakeBackend, trouble } from '../lib/backend/fake';

/** Inside the shell its own globals are there; `?fake` asks for the fake company all the same. */
export function inBrowser(): boolean {
  return !('isTauri' in globalThis) || new URLSearchParams(location.search).has('fake');
}

const COMPANIES = [
  { id: '562949953443325', name: 'Marlow & Finch Construction' },
  { id: '562949953443411', name: 'Marlow & Finch Interiors' },
];

const NOTICE = {
  id: 'n1',
  tone: 'problem' as const,
  job: '24-118',
  message: 'A re-import of 24-118 Northgate Transit Canopy was interrupted when Tieout last ended.',
  details: ['4 of 6 lines are in Procore as planned.', '2 lines were not written: 05-12-00.S, 09-21-16.S.'],
  remedy: 'Look at the lines of the job, then re-import it again.',
};
const DOWN = trouble('unreachable', 'Acumatica could not be reached.', 'Check the network connection, then try again.');
const FIELD = trouble(
  'badInput',
  'This is not the address of an Acumatica instance.',
  'It looks like https://company.acumatica.com.',
  'acumaticaUrl',
);

const LOCKED = trouble('notReady', 'The budget is locked in Procore.', 'Unlock it on the Budget tab in Procore.');
const READING = { side: 'procore' as const, done: 17, of: 48 };
const PAUSE_MS = 9 * 60_000;

/** A world with what the address names. */
export function worldOf(asked: URLSearchParams): Backend {
  const fake = fakeBackend(
    {
      state: asked.has('firstimport') ? 'firstImport' : 'start',
      confirms: async () => !asked.has('declines'),
      ends: (asked.get('ends') ?? 'posted') as EndingKind,
      stepMs: parseInt(asked.get('step') ?? '700', 10),
      freshness: {
        ...(asked.has('reading') && { reading: READING }),
        ...(asked.has('paused') && { pausedUntil: new Date(Date.now() + PAUSE_MS).toISOString() }),
      },
      failing: {
        ...(asked.has('down') && { budgetsPage: DOWN }),
        ...(asked.has('nostart') && { startState: DOWN }),
        ...(asked.has('field') && { connect: FIELD }),
        ...(asked.has('refuses') && { prepareReimport: LOCKED }),
      },
    },
    {
      open: asked.has('open'),
      connections: asked.has('connections') || asked.has('open'),
      notices: asked.has('notice') ? [NOTICE] : [],
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
