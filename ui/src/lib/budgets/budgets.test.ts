import { describe, expect, it, vi } from 'vitest';
import type { BudgetsPage } from '../backend/bindings';
import { type Fake, fakeBackend } from '../backend/fake';
import { Session } from '../session.svelte';

async function started(backend: Fake) {
  const session = new Session(backend);
  await session.start();
  await session.budgets.ask();
  return session;
}

/** The page without some of its jobs. */
function without(backend: Fake, ...gone: string[]) {
  const asked = backend.budgetsPage;
  backend.budgetsPage = async (query) => {
    const answer = await asked(query);
    if (answer.status === 'error') return answer;
    const rows = answer.data.rows.filter((row) => !gone.includes(row.jobId));
    return { status: 'ok', data: { ...answer.data, rows } as BudgetsPage };
  };
}

describe('the selected job', () => {
  it('that leaves the rows hands its place to the next one', async () => {
    const backend = fakeBackend({}, { open: true });
    const { budgets } = await started(backend);
    const [first, second, third] = budgets.rows.map((row) => row.jobId);
    budgets.select(second ?? '');
    without(backend, second ?? '');
    await budgets.ask();
    expect(budgets.selectedId).toBe(third);
    budgets.select(budgets.rows.at(-1)?.jobId ?? '');
    const before = budgets.rows.at(-2)?.jobId;
    without(backend, budgets.selectedId ?? '');
    await budgets.ask();
    expect(budgets.selectedId).toBe(before);
    expect(first).not.toBe(second);
  });

  it('stays chosen where another filter does not show it', async () => {
    const { budgets } = await started(fakeBackend({}, { open: true }));
    budgets.select('24-101');
    budgets.filterBy('readyToImport');
    await budgets.ask();
    expect(budgets.selectedId).toBe('24-101');
  });
});

describe('the sum', () => {
  it('says every job of the filter once, and its parts are filters inside it', async () => {
    const backend = fakeBackend({}, { open: true });
    const { budgets } = await started(backend);
    const sum = budgets.page?.sum;
    expect(sum?.parts.reduce((jobs, part) => jobs + part.jobs, 0)).toBe(sum?.jobs);
    budgets.choosePart('outOfBalance');
    const jobs = sum?.parts.find((part) => part.part === 'outOfBalance')?.jobs;
    await vi.waitFor(() => expect(budgets.rows.length).toBe(jobs));
    expect(new Set(budgets.rows.map((row) => row.part))).toEqual(new Set(['outOfBalance']));
    budgets.filterBy('all');
    expect(budgets.query.part).toBeUndefined();
  });
});

describe('adopting', () => {
  it('says what was done and takes it back', async () => {
    const backend = fakeBackend({ state: 'firstImport' }, { open: true });
    const { budgets, notices } = await started(backend);
    const agreeing = budgets.page?.adoptable ?? 0;
    expect(agreeing).toBeGreaterThan(1);
    await budgets.adoptAgreeing();
    const [told] = notices.all;
    expect(told).toMatchObject({ tone: 'success', message: expect.stringMatching(`^${agreeing} budgets adopted, `) });
    await budgets.ask();
    expect(budgets.page?.adoptable).toBe(0);
    expect(told?.action?.label).toBe('Undo');
    await told?.action?.run();
    expect(backend.asked('takeBackAdoption')[0]?.[0]).toHaveLength(agreeing);
    expect(notices.all.at(-1)?.message).toBe(`The adoption of ${agreeing} budgets was taken back.`);
    await budgets.ask();
    expect(budgets.page?.adoptable).toBe(agreeing);
  });

  it('that was answered with no says nothing', async () => {
    const backend = fakeBackend({ state: 'firstImport', confirms: async () => false }, { open: true });
    const { budgets, notices } = await started(backend);
    const agreeing = budgets.page?.adoptable;
    await budgets.adoptAgreeing();
    expect(notices.all).toEqual([]);
    await budgets.ask();
    expect(budgets.page?.adoptable).toBe(agreeing);
  });
});

it('what is shown leaves as a file and as a table', async () => {
  const backend = fakeBackend({}, { open: true });
  const { budgets, notices } = await started(backend);
  await budgets.export('pdf');
  expect((await budgets.table())?.lines).toBe(budgets.rows.length);
  expect(backend.asked('exportBudgets')).toEqual([[budgets.query, 'pdf']]);
  expect(backend.asked('tableOfBudgets')).toEqual([[budgets.query]]);
  expect(notices.all.map((one) => one.message)).toEqual(['Exported to tie-out-2026-03-02.pdf.']);
});
