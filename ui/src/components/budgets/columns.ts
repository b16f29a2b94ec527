// The columns of the Budgets page, in their order.

import type { SortColumn } from '../../lib/backend/bindings';
import { FIGURES } from './figures';

export type Column = {
  column: SortColumn;
  /** What stands above it, and in full where that is short. */
  label: string;
  name?: string;
  num?: boolean;
  kind?: string;
};

export const COLUMNS: Column[] = [
  { column: 'jobId', label: 'Job ID' },
  { column: 'projectName', label: 'Project name' },
  ...FIGURES.map(({ column, label, name, when }) => ({ column, label, name, kind: when, num: true })),
  { column: 'status', label: 'Status' },
  { column: 'read', label: 'Read', name: 'When Procore and Acumatica were last read', kind: 'ages' },
  { column: 'lines', label: 'Lines', name: 'Lines that a re-import would change', num: true },
];
