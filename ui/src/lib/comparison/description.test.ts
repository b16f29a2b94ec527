import { expect, it } from 'vitest';
import { withoutCostType } from './description';

it.each([
  ['Resilient flooring.Material', 'Material', 'Resilient flooring'],
  ['Resilient flooring', 'Material', 'Resilient flooring'],
  ['Material', 'Material', 'Material'],
  ['.Material', 'Material', '.Material'],
  ['Sealants.', '', 'Sealants.'],
  ['Raw.Material.Material', 'Material', 'Raw.Material'],
])('%s of %s is called %s', (description, costType, called) => {
  expect(withoutCostType({ description, costType })).toBe(called);
});
