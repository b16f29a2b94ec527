// The parts of the window, in the order in which F6 goes through them.

import { keyboardHome } from '../shared/keyboardHome';

type Part = {
  part: string;
  /** What takes the keyboard in it first; the page's home where nothing else is said. */
  first?: string;
};

/** A part may lie within another: the last that holds the keyboard is where it is. */
const PARTS: Part[] = [
  { part: 'nav', first: '[aria-current]' },
  { part: 'main' },
  { part: '[data-slot=lines-panel]', first: ':is([role=grid], [role=treegrid])' },
  { part: '[data-slot=messages]', first: 'button' },
  { part: 'footer', first: 'button' },
];
const CONTROLS = ':is(button:not(:disabled), input:not(:disabled), a[href], [tabindex="0"])';

type Reached = { part: Element; first: HTMLElement };

/** Gives the keyboard to the next part of the window, or to the one before; from the last it goes on to the first. */
export function goToPart(step: 1 | -1) {
  // A dialog keeps the keyboard until it is closed.
  if (document.querySelector('dialog[open]')) return;
  const parts = PARTS.flatMap(reached);
  const here = parts.findLastIndex(({ part }) => part.contains(document.activeElement));
  const start = here < 0 && step < 0 ? 0 : here;
  parts.at((start + step + parts.length) % parts.length)?.first.focus();
}

/** A part that is there and has something that takes the keyboard. */
function reached({ part, first }: Part): Reached[] {
  const there = document.querySelector(part);
  if (!there) return [];
  const home = first
    ? (there.querySelector<HTMLElement>(first) ?? there.querySelector<HTMLElement>(CONTROLS))
    : keyboardHome();
  return home ? [{ part: there, first: home }] : [];
}
