// The columns of figures: what stands above them, and what a job and a sum of jobs show in them. A further one is a line here.

import type { CurrencyTotals, JobRow, SortColumn } from '../../lib/backend/bindings';
import { amountText, changeText, changeTone, countText } from '../../lib/text/money';

/** What jobs and their sums both have. */
type Figures = Pick<JobRow | CurrencyTotals, 'acumatica' | 'procore' | 'newProcore' | 'change' | 'lines'>;

export type Figure = {
  column: SortColumn;
  /** What stands above it, and in full. */
  label: string;
  name: string;
  /** How wide it is. */
  kind: 'total' | 'difference' | 'lines';
  slot: string;
  text: (of: Figures) => string;
  /** Nothing is known, or nothing changes. */
  zero?: (of: Figures) => boolean;
  tone?: (of: Figures) => string;
};

export const FIGURES: Figure[] = [
  {
    column: 'acumatica',
    label: 'Current Acumatica',
    name: 'Current Acumatica Total',
    kind: 'total',
    slot: 'acumatica',
    text: ({ acumatica }) => amountText(acumatica),
    zero: ({ acumatica }) => !acumatica,
  },
  {
    column: 'procore',
    label: 'Current Procore',
    name: 'Current Procore Total',
    kind: 'total',
    slot: 'procore',
    text: ({ procore }) => amountText(procore),
    zero: ({ procore }) => !procore,
  },
  {
    column: 'newProcore',
    label: 'New on re-import',
    name: 'New Procore Total on Re-import',
    kind: 'total',
    slot: 'new-procore',
    text: ({ newProcore }) => amountText(newProcore),
    zero: ({ newProcore }) => !newProcore,
  },
  {
    column: 'change',
    label: 'Change',
    name: 'New Procore Total on Re-import minus Current Procore Total',
    kind: 'difference',
    slot: 'difference',
    text: ({ change }) => changeText(change),
    tone: ({ change }) => changeTone(change),
  },
  {
    column: 'lines',
    label: 'Lines',
    name: 'Lines a re-import would change',
    kind: 'lines',
    slot: 'lines',
    text: ({ lines }) => countText(lines),
    zero: ({ lines }) => !lines,
  },
];
