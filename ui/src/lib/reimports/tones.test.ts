import { describe, expect, it } from 'vitest';
import { fakeBackend } from '../backend/fake';
import { Session } from '../session.svelte';
import { toneOf } from './tones';

describe('the end of a re-import', () => {
  it('is green only where the two books were proven to agree', () => {
    const kinds = [
      'declined',
      'outdated',
      'refused',
      'inAgreement',
      'posted',
      'withItems',
      'stillDiffers',
      'discrepant',
      'interrupted',
      'notKnownYet',
      'voided',
      'failed',
    ] as const;
    expect(kinds.filter((kind) => toneOf(kind) === 'success')).toEqual(['posted']);
    expect(toneOf('stillDiffers')).toBe('attention');
    expect(toneOf('notKnownYet')).toBe('problem');
  });

  it.each([
    ['posted', 0],
    ['withItems', 0],
    ['stillDiffers', 0],
    ['interrupted', 1],
    ['notKnownYet', 1],
  ] as const)('%s leaves %i of the choices', async (ends, left) => {
    const session = new Session(fakeBackend({ ends }, { open: true }));
    await session.start();
    await session.compare('24-101');
    const { comparison } = session;
    await comparison.toggle(comparison.data?.lines.findIndex((line) => line.choice?.choice === 'leave') ?? -1);
    expect(comparison.choices.length).toBe(1);
    await session.reimport('24-101', 'Harbor Point');
    expect(session.reimports.of('24-101')?.end?.kind).toBe(ends);
    expect(comparison.choices.length).toBe(left);
  });

  it('that is not known stays until it is put away', async () => {
    const session = new Session(fakeBackend({ ends: 'notKnownYet' }, { open: true }));
    await session.start();
    await session.reimport('24-101', 'Harbor Point');
    expect(session.reimports.all.map((one) => one.end?.kind)).toEqual(['notKnownYet']);
    session.reimports.dismiss('24-101');
    expect(session.reimports.all).toEqual([]);
  });
});
