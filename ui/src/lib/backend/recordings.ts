// What the shell answered about the demo company, as it was recorded: by state, command and arguments.

import type { Answer } from './backend';
import demo from './recorded/demo.json?raw';

/** What a company answers while it is in a state, beyond those of the state it came from; and which commands lead to which other. */
type State = { from: string | null; answers: Record<string, Answer<unknown>>; next: Record<string, string> };

const STATES: Record<string, State> = JSON.parse(demo);

/** The commands that were recorded at all. */
export const RECORDED = new Set(Object.values(STATES).flatMap(({ answers }) => Object.keys(answers).map(commandOf)));

/** What was answered, or to a question that was not recorded, what was answered to a plainer one. */
export function recorded(state: string, command: string, given: unknown[], plainer: unknown[]): Answer<unknown> {
  return answerOf(state, keyOf(command, given)) ?? answerOf(state, keyOf(command, plainer)) ?? unknown(command, given);
}

/** The state that a command leads to. */
export function stateAfter(state: string, command: string, given: unknown[]): string {
  return STATES[state]?.next[keyOf(command, given)] ?? state;
}

/** A command with its arguments, the same however their parts were put together. */
export function keyOf(command: string, given: unknown[]): string {
  const sorted = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return `${command} ${JSON.stringify(given, sorted)}`;
}

function commandOf(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function answerOf(state: string, key: string): Answer<unknown> | undefined {
  const here = STATES[state];
  return here?.answers[key] ?? (here?.from ? answerOf(here.from, key) : undefined);
}

function unknown(command: string, given: unknown[]): Answer<unknown> {
  const message = `No answer to ${keyOf(command, given)} was recorded.`;
  return { status: 'error', error: { code: 'internal', message, remedy: '', reference: null, field: null } };
}
