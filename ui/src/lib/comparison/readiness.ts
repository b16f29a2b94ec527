// Whether what is shown can be re-imported. Pure.

import type { PlanSummary, ReimportState } from '../backend/bindings';

/** The ways out stand above the lines, once. */
export function readinessOf(summary: PlanSummary | null): ReimportState | null {
  if (summary === null) return null;
  const { refusals } = summary;
  const reason = refusals.map((one) => one.reason).join(' ');
  return { available: refusals.length === 0, reason, remedy: null, place: null };
}
