// The test of a connection: which one is being tested, and what came out.

import type { Answer, Backend } from '../backend/backend';
import type { AppError, Check, ConnectionForm } from '../backend/bindings';

export type Outcome = { /** A connection's id, or the form. */ of: string; checks: Check[]; error: AppError | null };

export class Preflight {
  running = $state<string | null>(null);
  outcome = $state.raw<Outcome | null>(null);

  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  connection = (id: string) => this.#ask(id, () => this.#backend.testConnection(id));
  form = (form: ConnectionForm) => this.#ask('form', () => this.#backend.testForm(form));

  /** What came out for this one. */
  for(of: string): Outcome | null {
    return this.outcome?.of === of ? this.outcome : null;
  }

  putAway() {
    this.outcome = null;
  }

  async #ask(of: string, call: () => Promise<Answer<Check[]>>) {
    if (this.running !== null) return;
    this.running = of;
    this.outcome = null;
    const answer = await call();
    this.running = null;
    this.outcome =
      answer.status === 'ok' ? { of, checks: answer.data, error: null } : { of, checks: [], error: answer.error };
  }
}
