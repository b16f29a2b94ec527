// What the user is told without having asked, until they put it away.

import type { Backend } from '../backend/backend';
import type { Notice } from '../backend/bindings';

export class Notices {
  all = $state.raw<Notice[]>([]);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Adds one; the same one again takes the place of the first. */
  post(notice: Notice) {
    this.all = [...this.all.filter((one) => one.id !== notice.id), notice];
  }

  /** Puts one away. Where the shell could not, it comes back with the next start, which is better than one that cannot be closed. */
  async dismiss(id: string) {
    this.all = this.all.filter((one) => one.id !== id);
    await this.#backend.dismissNotice(id);
  }
}
