import { describe, expect, it } from 'vitest';
import { type Fake, fakeBackend, TROUBLES } from './backend/fake';
import { acumaticaFields, emptyForm, fieldOf, procoreFields, withRedirect } from './connections/connectionForm';
import { Session } from './session.svelte';

async function started(backend: Fake) {
  const session = new Session(backend);
  await session.start();
  return session;
}

describe('a session', () => {
  it('shows the open company, and the demo among the connections although it is not stored', async () => {
    const backend = fakeBackend({}, {});
    const session = await started(backend);
    expect(session.open).toBeNull();
    await session.openDemo();
    expect(session.open?.demo).toBe(true);
    expect(session.view).toBe('budgets');
    expect(session.listed.filter((one) => one.demo)).toHaveLength(1);
  });

  it('keeps what a failed connection says beside the form, with its field', async () => {
    const session = await started(fakeBackend({ failing: { connect: TROUBLES.badAddress } }));
    expect(await session.connect(emptyForm())).toBe(false);
    expect(session.failure?.what).toBe('form');
    expect(fieldOf(session.failure?.error ?? null)).toBe('acumaticaUrl');
    expect(session.busy).toBeNull();
    expect(session.open).toBeNull();
  });

  it('says when the start itself fails, and starts when asked again', async () => {
    const backend = fakeBackend({ failing: { startState: TROUBLES.unreachable } });
    const session = await started(backend);
    expect(session.startError?.code).toBe('unreachable');
    backend.world.failing = {};
    await session.load();
    expect(session.startError).toBeNull();
  });

  it('tests a connection and keeps the outcome with its connection', async () => {
    const session = await started(fakeBackend({}, { connections: true, open: true }));
    const own = session.listed.find((one) => !one.demo)?.id ?? '';
    await session.preflight.connection(own);
    const answers = session.preflight.for(own)?.checks.map((check) => check.result) ?? [];
    expect(new Set(answers)).toEqual(new Set(['passed', 'warning', 'failed']));
    expect(session.preflight.for('demo')).toBeNull();
    expect(session.preflight.running).toBeNull();
  });
});

describe('a currency that Procore does not state', () => {
  const JOB = '25-036';

  it('is asked for where the job is looked at, and can be taken back', async () => {
    const backend = fakeBackend({}, { open: true });
    const session = await started(backend);
    await session.budgets.ask();
    session.budgets.filterBy('all');
    await session.budgets.ask();
    await session.look(JOB);
    expect(session.shownJob?.currency).toEqual({ stated: null, proposed: 'CAD' });
    await session.compare(JOB);
    expect(session.comparison.error?.message).toContain('currency');
    expect(await session.stateCurrency(JOB, 'cad')).toBeNull();
    expect(backend.asked('stateCurrency')).toEqual([[JOB, 'cad']]);
    expect(session.comparison.data?.row.currency?.stated).toBe('CAD');
    expect(session.comparison.error).toBeNull();
    await session.stateCurrency(JOB, null);
    expect(session.comparison.data).toBeNull();
    expect(session.comparison.error?.message).toContain('currency');
  });

  it('says why it was not taken', async () => {
    const wrong = TROUBLES.badCurrency;
    const session = await started(fakeBackend({ failing: { stateCurrency: wrong } }, { open: true }));
    expect(await session.stateCurrency(JOB, 'X')).toEqual(wrong);
  });
});

describe('the form', () => {
  it('says for a port which redirect address is registered', () => {
    const [port] = acumaticaFields('browser').filter((field) => field.name === 'acumaticaPort');
    expect(port && withRedirect(port, '').help).toContain('http://localhost:53682/callback');
    expect(port && withRedirect(port, ' 4567 ').help).toContain('http://localhost:4567/callback');
  });

  it('asks for what each way needs, and for nothing else', () => {
    expect(acumaticaFields('cookie').map((field) => field.name)).toEqual(['tenant', 'user', 'password']);
    expect(acumaticaFields('application').map((field) => field.name)).toEqual([
      'applicationId',
      'applicationSecret',
      'user',
      'password',
    ]);
    expect(procoreFields('serviceAccount').map((field) => field.name)).toEqual([
      'clientId',
      'clientSecret',
      'companyId',
    ]);
  });
});
