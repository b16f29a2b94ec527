// A quiet line about what was done, or what went wrong.

import type { Answer } from '../backend/backend';
import type { AppError } from '../backend/bindings';

export type Sentence = { tone: 'info' | 'problem'; message: string; remedy: string; reference: string | null };

export class Said {
  now = $state.raw<Sentence | null>(null);

  tell(message: string) {
    this.now = { tone: 'info', message, remedy: '', reference: null };
  }

  problem({ message, remedy, reference }: Pick<AppError, 'message' | 'remedy' | 'reference'>) {
    this.now = { tone: 'problem', message, remedy, reference };
  }

  /** Where to a file was written; nothing where the user thought better of it. */
  async exported(file: Promise<Answer<string | null>>): Promise<void> {
    const answer = await file;
    if (answer.status === 'error') this.problem(answer.error);
    else if (answer.data !== null) this.tell(`Exported to ${answer.data}.`);
  }

  putAway() {
    this.now = null;
  }
}
