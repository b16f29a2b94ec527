import type { Budgets } from '../../lib/budgets/budgets.svelte';
import { toClipboard } from '../lines/clipboard';

/** Puts the shown jobs on the clipboard, as a table. */
export async function copyJobs(budgets: Budgets): Promise<void> {
  const table = await budgets.table();
  if (table === null) return;
  await toClipboard(table);
  budgets.copied(table);
}
