import { describe, expect, it } from 'vitest';
import { fakeBackend, NOTICES } from '../backend/fake';
import { Session } from '../session.svelte';
import { isLoud } from './messages.svelte';

async function started(ends: 'posted' | 'notKnownYet' = 'posted') {
  const session = new Session(fakeBackend({ ends }, { open: true }));
  await session.start();
  return session;
}

const shown = ({ messages, notices, reimports }: Session) => messages.shown(notices, reimports);

describe('messages', () => {
  it('are one list, the newest first, and can be read again when they were put away', async () => {
    const session = await started();
    await session.reimport('24-101', 'Harbor Point');
    session.notices.post({
      id: 'a',
      tone: 'problem',
      message: 'Not everything could be read.',
      details: [],
      remedy: '',
      job: null,
    });
    await session.reimport('24-118', 'Northgate');
    expect(shown(session).map((one) => one.id)).toEqual(['24-118', 'a', '24-101']);
    session.reimports.dismiss('24-118');
    await session.notices.dismiss('a');
    expect(shown(session).map((one) => one.id)).toEqual(['24-101']);
    expect(session.messages.all.map((one) => one.id)).toEqual(['24-118', 'a', '24-101']);
  });

  it('of a job that is re-imported again are both kept, and only the last is shown', async () => {
    const session = await started();
    await session.reimport('24-101', 'Harbor Point');
    await session.reimport('24-101', 'Harbor Point');
    expect(session.messages.all).toHaveLength(2);
    expect(shown(session)).toHaveLength(1);
  });

  it('stay with the company that they are of', async () => {
    const backend = fakeBackend({}, { open: true, connections: true });
    const session = new Session(backend);
    await session.start();
    await session.reimport('24-101', 'Harbor Point');
    session.notices.say('success', { message: 'Adopted.', details: [], remedy: '' });
    await session.openConnection('c1');
    expect([session.messages.all, shown(session)]).toEqual([[], []]);
    await session.openDemo();
    expect(session.messages.all.map((one) => one.id)).toEqual(['window-1', '24-101']);
    expect(shown(session)).toEqual([]);
  });

  it('that are shown again with their company keep the time at which they were said', async () => {
    const notices = NOTICES.slice(0, 1);
    const session = new Session(fakeBackend({}, { open: true, connections: true, notices }));
    await session.start();
    const [said] = session.messages.all;
    await session.openConnection('c1');
    await session.openDemo();
    expect(shown(session)).toHaveLength(1);
    expect(session.messages.all[0]).toBe(said);
  });

  it('that need the person are told from those that are good to know', async () => {
    const session = await started('notKnownYet');
    await session.reimport('24-101', 'Harbor Point');
    session.notices.say('success', { message: 'Done.', details: [], remedy: '' });
    expect(shown(session).map(isLoud)).toEqual([false, true]);
  });
});
