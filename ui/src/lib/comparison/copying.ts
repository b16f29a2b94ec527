// Lines on the clipboard, and what is said of it.

import type { Answer } from '../backend/backend';
import type { LinesTable } from '../backend/bindings';
import type { Said } from '../news/said.svelte';
import { counted } from '../text/money';

const NOT_TAKEN = {
  message: 'The clipboard did not take the lines.',
  remedy: 'Try again, or export the plan.',
  reference: null,
};

/** Writes a table, and says whether it could be. */
export async function copied(said: Said, table: Answer<LinesTable>, write: (table: LinesTable) => Promise<void>) {
  if (table.status === 'error') return said.problem(table.error);
  const { lines } = table.data;
  await write(table.data).then(
    () => said.tell(`${counted(lines, 'line')} copied.`),
    () => said.problem(NOT_TAKEN),
  );
}
