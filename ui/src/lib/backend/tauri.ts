// The one door to Tauri.

import type { Answer, Backend, Commands, News } from './backend';
import { commands, events } from './bindings';

type Call = (...given: unknown[]) => Promise<Answer<unknown>>;

/** A call that did not even arrive, e.g. because the shell is going down, becomes an error like any other. */
function arrived(call: Call): Call {
  return async (...given) => {
    try {
      return await call(...given);
    } catch (error) {
      const message = 'The window could not reach the application behind it.';
      const remedy = `Restart Tieout. (${String(error)})`;
      return { status: 'error', error: { code: 'internal', message, remedy, reference: null, field: null } };
    }
  };
}

const calls = Object.entries(commands).map(([name, call]) => [name, arrived(call as Call)]);

export const tauri: Backend = {
  ...(Object.fromEntries(calls) as Commands),
  on<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void) {
    return events[name].listen((event) => listener(event.payload as News[Name]));
  },
};
