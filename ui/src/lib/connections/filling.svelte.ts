// A connection's form while it is filled: what is wrong with it, and whether something would be lost with it.

import type { AppError, ConnectionForm, WrongField } from '../backend/bindings';
import type { Session } from '../session.svelte';
import { doubtful, emptyForm, type FieldName, fieldOf, remedyHere } from './connectionForm';

/** The connection that is changed. */
export type Changed = { id: string; form: ConnectionForm };

export class Filling {
  form = $state<ConnectionForm>(emptyForm());
  readonly changed: Changed | undefined;

  #wrong = $state.raw<WrongField[]>([]);
  #begun: string;
  #session: Session;

  constructor(session: Session, changed: Changed | undefined) {
    this.#session = session;
    this.changed = changed;
    if (changed) this.form = { ...changed.form };
    this.#begun = JSON.stringify(this.form);
  }

  /** Something was typed or chosen that leaving the form would lose. */
  get touched(): boolean {
    return JSON.stringify(this.form) !== this.#begun;
  }

  /** What either side said against it, last. */
  get error(): AppError | null {
    const { failure, preflight } = this.#session;
    const error = failure?.what === 'form' ? failure.error : (preflight.for('form')?.error ?? null);
    return error && remedyHere(error);
  }

  /** What is said above the form: about one field it is said there, unless it needs its next step told too. */
  get general(): AppError | null {
    const { error } = this;
    return error && (fieldOf(error) === null || error.code === 'wrongCredentials') ? error : null;
  }

  /** Why a field is wrong. */
  problemOf(name: FieldName): string | null {
    const wrong = this.#wrong.find(({ field }) => field === name);
    if (wrong) return wrong.sentence;
    return this.error?.code !== 'wrongCredentials' && fieldOf(this.error) === name
      ? (this.error?.message ?? null)
      : null;
  }

  /** Whether a field is wrong, or may be the one that is. */
  isWrong(name: FieldName): boolean {
    return this.problemOf(name) !== null || doubtful(this.error).includes(name);
  }

  /** Signs in with it, or saves what was changed. Answers whether the form is done with. */
  async send(): Promise<boolean> {
    if (this.#session.busy !== null || !(await this.#isRight())) return false;
    const form = { ...this.form };
    return this.changed ? this.#session.edit(this.changed.id, form) : this.#session.connect(form);
  }

  /** Asks both sides everything the work depends on, and stores nothing. */
  async test(): Promise<void> {
    if (await this.#isRight()) await this.#session.preflight.form({ ...this.form });
  }

  /** Every field is looked at before anything is asked of either side. */
  async #isRight(): Promise<boolean> {
    this.#session.failure = null;
    this.#session.preflight.putAway();
    const answer = await this.#session.wrongFields({ ...this.form }, this.changed !== undefined);
    if (answer.status === 'error') {
      this.#session.failure = { what: 'form', error: answer.error };
      return false;
    }
    this.#wrong = answer.data;
    return answer.data.length === 0;
  }
}
