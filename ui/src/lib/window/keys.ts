// Every key of the window, by the place where it works.

export type Key = { keys: readonly string[]; does: string };
export type Place = { place: string; keys: readonly Key[] };

export const KEY_MAP: readonly Place[] = [
  {
    place: 'Everywhere',
    keys: [
      { keys: ['?'], does: 'Show these keys' },
      { keys: ['/'], does: 'Search' },
      { keys: ['F6'], does: 'To the next part of the window; with Shift to the one before' },
      { keys: ['Ctrl', '+'], does: 'Larger text, up to 200 %' },
      { keys: ['Ctrl', '−'], does: 'Smaller text' },
      { keys: ['Ctrl', '0'], does: 'Text as it was made' },
    ],
  },
  {
    place: 'Search',
    keys: [
      { keys: ['↓'], does: 'To the table, with what was found; Enter too' },
      { keys: ['Esc'], does: 'Empty the search; once more: back to the table' },
    ],
  },
  {
    place: 'Budgets',
    keys: [
      { keys: ['↑', '↓'], does: 'To another job; also Page Up, Page Down, Home and End' },
      { keys: ['Enter'], does: 'Look at the job’s lines; once more: compare them' },
      { keys: ['Ctrl', 'Enter'], does: 'Re-import the job, after a question' },
      { keys: ['Ctrl', 'C'], does: 'Copy the shown jobs, with their sums' },
      { keys: ['Esc'], does: 'Close the lines' },
    ],
  },
  {
    place: 'Lines and comparison',
    keys: [
      { keys: ['Space'], does: 'Leave a line as it is, or take it again' },
      { keys: ['0'], does: 'Set a line that only Procore has to zero, or keep it' },
      { keys: ['A'], does: 'Accept the difference of a line as a reconciling item, or take it back' },
      { keys: ['F7'], does: 'To the next change; with Shift to the one before' },
      { keys: ['←', '→'], does: 'Close or open a group; with Shift all of them' },
      { keys: ['Shift', '↓'], does: 'Select more lines; their sum stands below' },
      { keys: ['Ctrl', 'A'], does: 'Select every line' },
      { keys: ['Ctrl', 'C'], does: 'Copy the selected lines' },
      { keys: ['Ctrl', 'Enter'], does: 'Re-import the job, after a question' },
      { keys: ['Esc'], does: 'Back to the budgets' },
    ],
  },
];

/** What a key does to the size of the text; nothing for every other key. */
export function zoomStep({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): 'larger' | 'smaller' | 'usual' | null {
  if ((!ctrlKey && !metaKey) || altKey) return null;
  // The plus shares its key with the equals sign, and the minus with the underscore.
  if (key === '+' || key === '=') return 'larger';
  if (key === '-' || key === '_') return 'smaller';
  return key === '0' ? 'usual' : null;
}

/** Whether somebody is writing there: then a letter is a letter. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type);
}
