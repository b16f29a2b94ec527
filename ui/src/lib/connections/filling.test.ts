import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend, TROUBLES, WRONG_FIELDS } from '../backend/fake';
import { Session } from '../session.svelte';
import { Filling } from './filling.svelte';

describe('a form that is filled', () => {
  let backend: Fake;
  let session: Session;

  beforeEach(async () => {
    backend = fakeBackend();
    session = new Session(backend);
    await session.load();
  });

  it('says everything that is wrong at once, and asks neither side', async () => {
    backend.world.wrongFields = WRONG_FIELDS;
    const filling = new Filling(session, undefined);
    expect(await filling.send()).toBe(false);
    expect(filling.problemOf('acumaticaUrl')).toBe(WRONG_FIELDS[0]?.sentence);
    expect([filling.isWrong('user'), filling.isWrong('password')]).toEqual([true, false]);
    await filling.test();
    expect([backend.asked('connect'), backend.asked('testForm')]).toEqual([[], []]);
    backend.world.wrongFields = [];
    expect(await filling.send()).toBe(true);
    expect(filling.isWrong('user')).toBe(false);
  });

  it('after a refused sign-in marks what may be wrong, and sends nobody where they are', async () => {
    expect(TROUBLES.wrongPassword.remedy).toContain(' under Connections');
    backend.world.failing.connect = TROUBLES.wrongPassword;
    const filling = new Filling(session, undefined);
    expect(await filling.send()).toBe(false);
    expect(filling.general?.remedy).toBe(TROUBLES.wrongPassword.remedy.replace(' under Connections', ' here'));
    const marked = (['tenant', 'user', 'password', 'clientSecret'] as const).map((name) => filling.isWrong(name));
    expect(marked).toEqual([true, true, true, false]);
  });

  it('knows whether something would be lost', () => {
    const filling = new Filling(session, undefined);
    expect(filling.touched).toBe(false);
    filling.form.user = 'okafor';
    expect(filling.touched).toBe(true);
  });
});
