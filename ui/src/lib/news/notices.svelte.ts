// What the user is told without having asked, until they put it away.

import type { Backend } from '../backend/backend';
import type { Notice, Report, Tone } from '../backend/bindings';

/** What can be done about it at once. */
export type Action = { label: string; run: () => Promise<void> };

export type Told = Notice & { action?: Action };

export class Notices {
  all = $state.raw<Told[]>([]);
  #backend: Backend;
  #hear: (told: Told, again: boolean) => void;
  #said = 0;

  /** `hear` is told each of them once, and each again when it changes. */
  constructor(backend: Backend, hear: (told: Told, again: boolean) => void = () => {}) {
    this.#backend = backend;
    this.#hear = hear;
  }

  /** Adds one; the same one again takes the place of the first. */
  post(notice: Told) {
    this.#show(notice, false);
  }

  /** Those that the shell keeps: some of them may have been told before. */
  add(notices: Notice[]) {
    notices.forEach((notice) => this.#show(notice, true));
  }

  /** Another company is open, and none of these is about it. */
  reset() {
    this.all = [];
  }

  /** Says what was done here in the window. */
  say(tone: Tone, report: Report, action?: Action) {
    this.#said += 1;
    this.post({ id: `window-${this.#said}`, tone, job: null, ...report, ...(action && { action }) });
  }

  /** Puts one away. Where the shell could not, it comes back with the next start, which is better than one that cannot be closed. */
  async dismiss(id: string) {
    this.all = this.all.filter((one) => one.id !== id);
    if (!id.startsWith('window-')) await this.#backend.dismissNotice(id);
  }

  #show(notice: Told, again: boolean) {
    this.all = [...this.all.filter((one) => one.id !== notice.id), notice];
    this.#hear(notice, again);
  }
}
