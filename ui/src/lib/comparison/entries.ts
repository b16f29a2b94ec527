// The rows of a comparison's grid: groups and lines, one after the other, as they are scrolled through.

import type { Arrangement, Grouping, LineGroup } from '../backend/bindings';

/** A row of the grid. A line is named by its position in the comparison. */
export type Entry = { kind: 'group'; group: LineGroup; open: boolean } | { kind: 'line'; index: number };

/** The rows from the top. Lines of a group that is collapsed are not among them; without a grouping there are no group rows. */
export function entriesOf(
  arrangement: Arrangement | null,
  grouping: Grouping,
  collapsed: ReadonlySet<string>,
): Entry[] {
  const entries: Entry[] = [];
  for (const group of arrangement?.groups ?? []) {
    const open = grouping === 'none' || !collapsed.has(group.key);
    if (grouping !== 'none') entries.push({ kind: 'group', group, open });
    if (open) for (const index of group.lines) entries.push({ kind: 'line', index });
  }
  return entries;
}

/** The lines of these rows, each once; a group stands for its lines. */
export function linesOf(entries: Entry[]): number[] {
  return [...new Set(entries.flatMap((entry) => (entry.kind === 'line' ? [entry.index] : entry.group.lines)))];
}

/** The place of the next row that changes, round again at the end; `null` where none does. */
export function nextChange(
  entries: Entry[],
  from: number,
  step: 1 | -1,
  changes: (index: number) => boolean,
): number | null {
  for (let at = 1; at <= entries.length; at += 1) {
    const place = (from + step * at + entries.length * 2) % entries.length;
    const entry = entries[place];
    if (entry?.kind === 'line' && changes(entry.index)) return place;
  }
  return null;
}
