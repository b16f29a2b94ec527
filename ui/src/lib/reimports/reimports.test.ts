import { describe, expect, it } from 'vitest';
import type { EndingKind, ReimportEnding } from '../backend/bindings';
import { fakeBackend, TROUBLES } from '../backend/fake';
import { Reimports } from './reimports.svelte';

const JOB = '24-101';

function ending(kind: EndingKind): ReimportEnding {
  return { jobId: JOB, projectName: 'Harbor Point', kind, message: kind, details: [], remedy: '' };
}

const asking = { jobId: JOB, stage: 'asking' as const, words: '', linesDone: 0, linesPlanned: 3, secondsLeft: null };

/** A backend whose dialog is answered when the test says so. */
function waiting() {
  const backend = fakeBackend({}, { open: true });
  const answers: ((kind: EndingKind) => void)[] = [];
  backend.reimport = () => new Promise((done) => answers.push((kind) => done({ status: 'ok', data: ending(kind) })));
  const answer = (place: number, kind: EndingKind) => answers[place]?.(kind);
  return { backend, asked: () => answers.length, answer };
}

async function until(condition: () => boolean) {
  while (!condition()) await new Promise((done) => setTimeout(done, 1));
}

describe('a re-import', () => {
  it('ends once, by its event or by its answer', async () => {
    const { backend, asked, answer } = waiting();
    const reimports = new Reimports(backend);
    const run = reimports.run(JOB, 'Harbor Point');
    await until(() => asked() === 1);
    reimports.progressed(asking);
    reimports.ended(ending('posted'));
    answer(0, 'discrepant');
    await run;
    expect(reimports.of(JOB)?.end?.kind).toBe('posted');
  });

  it('is not ended by the answer to an earlier one', async () => {
    const { backend, asked, answer } = waiting();
    const reimports = new Reimports(backend);
    const first = reimports.run(JOB, 'Harbor Point');
    await until(() => asked() === 1);
    reimports.progressed(asking);
    reimports.ended(ending('declined'));
    const second = reimports.run(JOB, 'Harbor Point');
    answer(0, 'declined');
    await first;
    await until(() => asked() === 2);
    expect(reimports.runs(JOB)).toBe(true);
    answer(1, 'posted');
    await second;
    expect(reimports.of(JOB)?.end?.kind).toBe('posted');
  });

  it('runs once per job, however often it is asked for', async () => {
    const { backend, asked, answer } = waiting();
    const reimports = new Reimports(backend);
    const run = reimports.run(JOB, 'Harbor Point');
    await reimports.run(JOB, 'Harbor Point');
    await until(() => asked() === 1);
    answer(0, 'posted');
    await run;
    expect(backend.asked('prepareReimport')).toHaveLength(1);
  });

  it('that cannot be prepared says why, and opens no dialog', async () => {
    const refusal = TROUBLES.locked;
    const backend = fakeBackend({ failing: { prepareReimport: refusal } }, { open: true });
    const reimports = new Reimports(backend);
    await reimports.run(JOB, 'Harbor Point');
    expect(reimports.of(JOB)?.end).toMatchObject({ kind: 'failed', message: refusal.message, remedy: refusal.remedy });
    expect(backend.asked('reimport')).toEqual([]);
  });

  it('started elsewhere is known by its first event, and cannot be put away while it runs', () => {
    const reimports = new Reimports(fakeBackend());
    reimports.progressed({ jobId: JOB, stage: 'writing', words: '', linesDone: 1, linesPlanned: 3, secondsLeft: null });
    reimports.dismiss(JOB);
    expect(reimports.runs(JOB)).toBe(true);
    reimports.ended(ending('posted'));
    reimports.dismiss(JOB);
    expect(reimports.all).toHaveLength(0);
  });
});
