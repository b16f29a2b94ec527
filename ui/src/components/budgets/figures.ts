// The columns of figures: what stands above them, and what a job and a sum of jobs show in them. A further one is a line here.

import type { CurrencyTotals, JobRow, Money, SortColumn } from '../../lib/backend/bindings';
import { amountText, changeText, changeTone } from '../../lib/text/money';

/** What jobs and their sums both have. */
type Figures = Pick<JobRow | CurrencyTotals, 'acumatica' | 'procore' | 'outOfBalance' | 'newProcore' | 'change'>;

export type Figure = {
  column: SortColumn;
  /** What stands above it, and in full. */
  label: string;
  name: string;
  /** Under which heading. */
  when: 'today' | 'reimport';
  slot: string;
  of: (one: Figures) => Money | null;
  text: (amount: Money | null) => string;
  /** The arrow says without colour and without reading which way Procore goes. */
  arrow?: boolean;
  strong?: boolean;
};

export const FIGURES: Figure[] = [
  {
    column: 'acumatica',
    label: 'Current Acumatica',
    name: 'Current Acumatica Total',
    when: 'today',
    slot: 'acumatica',
    of: ({ acumatica }) => acumatica,
    text: amountText,
  },
  {
    column: 'procore',
    label: 'Current Procore',
    name: 'Current Procore Total',
    when: 'today',
    slot: 'procore',
    of: ({ procore }) => procore,
    text: amountText,
  },
  {
    column: 'outOfBalance',
    label: 'Out of balance',
    name: 'Out of balance: Current Procore Total minus Current Acumatica Total',
    when: 'today',
    slot: 'out-of-balance',
    of: ({ outOfBalance }) => outOfBalance,
    text: changeText,
    strong: true,
  },
  {
    column: 'newProcore',
    label: 'New Procore',
    name: 'New Procore Total on Re-import',
    when: 'reimport',
    slot: 'new-procore',
    of: ({ newProcore }) => newProcore,
    text: amountText,
  },
  {
    column: 'change',
    label: 'Change',
    name: 'Change on re-import: New Procore Total minus Current Procore Total',
    when: 'reimport',
    slot: 'change',
    of: ({ change }) => change,
    text: changeText,
    arrow: true,
  },
];

/** With its currency where that is not the usual one. */
export function named(figure: Figure, amount: Money | null, usual: string | null): string {
  const text = figure.text(amount);
  return amount !== null && amount.currency !== usual ? `${text} ${amount.currency}` : text;
}

export function toneOf(figure: Figure, amount: Money | null): string {
  if (amount === null) return 'zero';
  return figure.arrow || figure.strong ? (changeTone(amount) === 'zero' ? 'zero' : '') : '';
}

/** Which way Procore goes, where it goes anywhere. */
export function arrowOf(figure: Figure, amount: Money | null): { sign: string; tone: string } | null {
  const tone = changeTone(amount);
  return !figure.arrow || tone === 'zero' ? null : { sign: tone === 'up' ? '↑' : '↓', tone };
}

/** The widest text of a column, with its arrow. */
export function widest(figure: Figure, all: Figures[], usual: string | null): string[] {
  return all.map((one) => (figure.arrow ? '↑ ' : '') + named(figure, figure.of(one), usual));
}
