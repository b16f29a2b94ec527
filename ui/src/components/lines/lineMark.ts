import type { Outcome } from '../../lib/backend/bindings';

/** What has no arrow because its amount stays, or is new. */
const SIGNS: Partial<Record<Outcome, string>> = {
  created: '+',
  agrees: '=',
  onlyInProcore: '=',
  notCreated: '·',
  unmapped: '!',
  left: '=',
  accepted: '=',
};

/** The sign before what happens to a line, so that colour is never the only one. */
export function lineMark(outcome: Outcome, tone: 'up' | 'down' | 'zero'): string {
  return SIGNS[outcome] ?? (tone === 'down' ? '↓' : '↑');
}
