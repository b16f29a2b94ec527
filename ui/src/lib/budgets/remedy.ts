// Where a trouble is mended, and the way there. Which place it is, the shell says.

import type { RemedyPlace } from '../backend/bindings';
import type { Session } from '../session.svelte';

/** What the button says, in a column and in full. */
export const PLACES: Record<RemedyPlace, { short: string; name: string }> = {
  mapping: { short: 'Mapping', name: 'Open Mapping' },
  links: { short: 'Link jobs', name: 'Open Link jobs' },
  comparison: { short: 'Compare', name: 'Compare' },
  procore: { short: 'Procore ↗', name: 'Open in Procore' },
  connections: { short: 'Connections', name: 'Open Connections' },
  checkNow: { short: 'Check now', name: 'Check now' },
};

export async function leadTo(session: Session, place: RemedyPlace, jobId: string): Promise<void> {
  switch (place) {
    case 'comparison':
      return session.compare(jobId);
    case 'procore':
      return session.budgets.openBudget(jobId);
    case 'checkNow':
      return session.budgets.checkNow();
    default:
      session.go(place);
  }
}
