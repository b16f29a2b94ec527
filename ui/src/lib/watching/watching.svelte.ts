// What the user wants of the watch; how it stands comes with the Budgets page.

import type { Answer, Backend } from '../backend/backend';
import type { AppError, WatchInterval } from '../backend/bindings';

export class Watching {
  /** Why the last change was not kept. */
  error = $state.raw<AppError | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async pause(paused: boolean) {
    this.#answered(await this.#backend.pauseWatch(paused));
  }

  async every(interval: WatchInterval) {
    this.#answered(await this.#backend.setWatchInterval(interval));
  }

  #answered(answer: Answer<null>) {
    this.error = answer.status === 'error' ? answer.error : null;
  }
}
