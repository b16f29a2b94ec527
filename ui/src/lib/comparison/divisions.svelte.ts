// What moves in each division of the plan that is shown and what stays apart, for a picture.

import type { Backend } from '../backend/backend';
import type { DivisionBars, PlanOptions } from '../backend/bindings';

export class Divisions {
  bars = $state.raw<DivisionBars[]>([]);

  #turn = 0;
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What is not known is not drawn. */
  async draw(planId: string, options: PlanOptions): Promise<void> {
    const turn = ++this.#turn;
    const answer = await this.#backend.divisions(planId, options);
    if (turn === this.#turn) this.bars = answer.status === 'ok' ? answer.data : [];
  }

  clear() {
    this.#turn += 1;
    this.bars = [];
  }
}
