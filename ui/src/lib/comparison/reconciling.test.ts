import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend, TROUBLES } from '../backend/fake';
import { Session } from '../session.svelte';

const JOB = '24-101';

describe('reconciling items', () => {
  let backend: Fake;
  let session: Session;
  const comparison = () => session.comparison;
  const indexOf = (outcome: string) => comparison().data?.lines.findIndex((line) => line.outcome === outcome) ?? -1;

  beforeEach(async () => {
    backend = fakeBackend({}, { open: true });
    session = new Session(backend);
    await session.start();
    await session.compare(JOB);
  });

  it('are asked a reason for, and accepted with the plan and the choices that are shown', async () => {
    const only = indexOf('onlyInProcore');
    comparison().askToAccept([only, indexOf('agrees')]);
    expect(comparison().reconciling.wanted).toEqual({ indexes: [only] });
    await comparison().reconciling.accept('Retainage');
    const { planId, options } = comparison();
    expect(backend.asked('acceptLines')).toEqual([[planId, options, [only], 'Retainage']]);
    expect(comparison().reconciling.wanted).toBe(null);
  });

  it('are not asked for where a line agrees', () => {
    comparison().askToAccept([indexOf('agrees')]);
    expect(comparison().reconciling.wanted).toBe(null);
  });

  it('can be all that stays apart', async () => {
    comparison().reconciling.ask('rest');
    await comparison().reconciling.accept('Retainage');
    const { planId, options } = comparison();
    expect(backend.asked('acceptRest')).toEqual([[planId, options, 'Retainage']]);
  });

  it('stay asked for where they are refused, with the reason why', async () => {
    backend.world.failing.acceptLines = TROUBLES.badReason;
    comparison().askToAccept([indexOf('unmapped')]);
    await comparison().reconciling.accept('one\ntwo');
    expect(comparison().reconciling.error?.message).toBe(TROUBLES.badReason.message);
    expect(comparison().reconciling.wanted).not.toBe(null);
    expect(comparison().reconciling.busy).toBe(false);
  });

  it('are taken back by their codes', async () => {
    expect(await comparison().reconciling.takeBack(['09-65-00.S'])).toBe(true);
    expect(backend.asked('takeBackItems')).toEqual([[JOB, ['09-65-00.S']]]);
  });
});
