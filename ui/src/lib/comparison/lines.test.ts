import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend } from '../backend/fake';
import { Session } from '../session.svelte';

const JOB = '24-101';

describe('a look at the lines, below the budgets', () => {
  let backend: Fake;
  let session: Session;
  const indexOf = (outcome: string) => {
    const index = session.comparison.everyIndex.find((one) => session.comparison.line(one)?.outcome === outcome);
    if (index === undefined) throw new Error(`no line is ${outcome}`);
    return index;
  };
  const codeOf = (index: number) => session.comparison.line(index)?.code ?? '';

  beforeEach(async () => {
    backend = fakeBackend({}, { open: true });
    session = new Session(backend);
    await session.start();
    await session.look(JOB);
  });

  it('has no groups and reads nothing again; the page has and does', async () => {
    expect(session.comparison.rows.all.every((entry) => entry.kind === 'line')).toBe(true);
    expect(backend.asked('readJob')).toEqual([]);
    await session.compare(JOB);
    expect(session.comparison.rows.all[0]?.kind).toBe('group');
    expect(backend.asked('readJob')).toEqual([[JOB]]);
  });

  it('hands choices that were made back with the re-import, and from a row lets both sides be read with them', async () => {
    const [one, other] = [indexOf('revised'), indexOf('onlyInProcore')];
    await session.comparison.toggle(one);
    expect(session.comparison.line(one)?.outcome).toBe('left');
    await session.comparison.toggle(other);
    await session.comparison.toggle(one);
    const { planId, options } = session.comparison;
    expect(options.choices).toEqual([{ code: codeOf(other), choice: 'setToZero' }]);
    backend.world.ends = 'declined';
    await session.reimport(JOB, 'Harbor Point');
    expect(backend.asked('prepareReimport')).toEqual([]);
    expect(backend.asked('reimport')).toEqual([[planId, options]]);
    session.comparison.close();
    await session.reimport(JOB, 'Harbor Point');
    expect(backend.asked('prepareReimport')).toEqual([[JOB]]);
    expect(backend.asked('reimport').at(-1)).toEqual([planId, options]);
  });

  it('shows the same choices in the page of the job, and keeps them over other views and other jobs', async () => {
    await session.comparison.toggle(indexOf('revised'));
    await session.compare(JOB);
    expect(session.comparison.choices.length).toBe(1);
    session.go('budgets');
    expect(session.comparison.jobId).toBe(null);
    await session.look('24-107');
    expect(session.comparison.planOf('24-107')).toBe(null);
    await session.look(JOB);
    expect(session.comparison.choices.length).toBe(1);
    expect(session.comparison.line(indexOf('left'))?.choice?.made).toBe(true);
  });

  it('says why the two sides cannot be compared, with the job’s own totals', async () => {
    session.budgets.filterBy('all');
    await session.budgets.ask();
    await session.look('25-002');
    expect(session.comparison.error?.code).toBe('notReady');
    expect(session.shownJob?.linked).toBe(false);
    expect(session.comparison.planOf('25-002')).toBe(null);
  });
});
