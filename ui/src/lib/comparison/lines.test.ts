import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackend } from '../backend/fake';
import { Session } from '../session.svelte';

describe('choices about lines', () => {
  let backend: FakeBackend;
  let session: Session;
  const line = (outcome: string) => {
    const found = session.lines.data?.lines.find((one) => one.outcome === outcome);
    if (!found) throw new Error(`no line is ${outcome}`);
    return found;
  };

  beforeEach(async () => {
    backend = new FakeBackend({}, { open: true });
    session = new Session(backend);
    await session.start();
    await session.lines.open('24-101');
  });

  it('are made, taken back, and handed back with the re-import', async () => {
    const [one, other] = [line('revised'), line('onlyInProcore')];
    await session.lines.toggle(one);
    expect(line('left').code).toBe(one.code);
    await session.lines.toggle(other);
    await session.lines.toggle(line('left'));
    await session.reimport('24-101', 'Harbor Point');
    expect(backend.calls.filter((call) => call.startsWith('prepareReimport'))).toEqual([
      `prepareReimport 24-101,setToZero ${other.code}`,
    ]);
  });

  it('end with the job they were made for', async () => {
    await session.lines.toggle(line('revised'));
    await session.lines.open('24-107');
    expect(session.lines.choices).toEqual([]);
    await session.lines.open('24-101');
    expect(session.lines.data?.lines.some((one) => one.outcome === 'left')).toBe(false);
    expect(session.lines.choicesOf('24-107')).toEqual([]);
  });

  it('are dropped, with the reason shown, where the lines are no longer those', async () => {
    const error = {
      code: 'notReady' as const,
      message: '09-21-16.L cannot be left.',
      remedy: '',
      reference: null,
      field: null,
    };
    const ask = backend.jobLines;
    backend.jobLines = (jobId, choices) =>
      choices.length > 0 ? Promise.resolve({ status: 'error', error }) : ask(jobId, choices);
    await session.lines.toggle(line('revised'));
    expect(session.lines.choices).toEqual([]);
    expect(session.lines.error).toEqual(error);
    expect(session.lines.data?.lines.length).toBeGreaterThan(0);
  });
});
