// What a line is called beside its cost type. Pure.

import type { LineRow } from '../backend/bindings';

/** Procore calls a line after its cost code and its cost type, which has a column of its own: `Resilient flooring.Material`. */
export function withoutCostType({ description, costType }: Pick<LineRow, 'description' | 'costType'>): string {
  const suffix = `.${costType}`;
  const named = costType !== '' && description.length > suffix.length && description.endsWith(suffix);
  return named ? description.slice(0, -suffix.length).trimEnd() : description;
}
