// The rows of a comparison's grid, groups and lines one after the other, as they are scrolled through: which groups are open, where
// the keyboard is, and what is selected.

import { SvelteSet } from 'svelte/reactivity';
import type { Arrangement, LineGroup } from '../backend/bindings';
import { once } from './choices';
import { Selection } from './selection.svelte';

/** A row of the grid. A line is named by its position in the comparison. */

export type Entry = { kind: 'group'; group: LineGroup; open: boolean } | { kind: 'line'; index: number };

export class LineRows {
  readonly collapsed = new SvelteSet<string>();
  readonly selection = new Selection();

  #arrangement: () => Arrangement | null;
  #grouped: () => boolean;

  constructor(arrangement: () => Arrangement | null, grouped: () => boolean) {
    this.#arrangement = arrangement;
    this.#grouped = grouped;
  }

  /** From the top. Lines of a group that is collapsed are not among them; without a grouping there are no group rows. */
  readonly all: Entry[] = $derived.by(() => {
    const grouped = this.#grouped();
    return (this.#arrangement()?.groups ?? []).flatMap((group): Entry[] => {
      const open = !grouped || !this.collapsed.has(group.key);
      const lines = open ? group.lines.map((index): Entry => ({ kind: 'line', index })) : [];
      return grouped ? [{ kind: 'group', group, open }, ...lines] : lines;
    });
  });
  readonly active: Entry | null = $derived(this.all[this.selection.active] ?? null);

  /** The positions of the selected lines, each once; a selected group stands for its lines. */
  get selected(): number[] {
    const entries = this.selection.places.flatMap((place) => this.all[place] ?? []);
    return once(entries.flatMap((entry) => (entry.kind === 'line' ? [entry.index] : entry.group.lines)));
  }

  /** Moves to the next line like this, and round again at the end; answers its place, or `null` where there is none. */
  next(step: 1 | -1, like: (index: number) => boolean): number | null {
    const { length } = this.all;
    for (let at = 1; at <= length; at += 1) {
      const place = (this.selection.active + step * at + length * 2) % length;
      const entry = this.all[place];
      if (entry?.kind !== 'line' || !like(entry.index)) continue;
      this.selection.go(place);
      return place;
    }
    return null;
  }

  /** Goes to the first line like this, or where there is none stays as near as can be. */
  goTo(like: (index: number) => boolean) {
    const place = this.all.findIndex((entry) => entry.kind === 'line' && like(entry.index));
    this.selection.go(place >= 0 ? place : Math.min(this.selection.active, Math.max(0, this.all.length - 1)));
  }

  toggleGroup(group: LineGroup, open = this.collapsed.has(group.key)) {
    if (open) this.collapsed.delete(group.key);
    else this.collapsed.add(group.key);
  }

  collapseAll() {
    this.#arrangement()?.groups.forEach((group) => this.collapsed.add(group.key));
    this.selection.reset();
  }
}
