// What the window asks of the shell, and what the shell tells the window: the generated commands and events, with what both sides
// promise of them. `tauri.ts` is the real one, `fake.ts` the one that a plain browser and the tests use.

import type { AppError, commands, events } from './bindings';

/** An answer, or the error in words for the person. A command never throws. */
export type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: AppError };

/** Every command, as the shell declares it. */
export type Commands = typeof commands;

/** What the shell tells without having been asked. */
export type News = {
  [Name in keyof typeof events]: Parameters<Parameters<(typeof events)[Name]['listen']>[0]>[0]['payload'];
};

export interface Backend extends Commands {
  /** Listens until the returned function is called. */
  on<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void): Promise<() => void>;
}
