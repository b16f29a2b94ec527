// How the end of a re-import looks. Green is only a proof that the two books agree.

import type { End } from './reimports.svelte';

export type Tone = 'info' | 'success' | 'attention' | 'problem' | 'quiet';

/** Every end has its tone, so that a new one cannot be taken for another. */
const TONES: Record<End['kind'], Tone> = {
  declined: 'quiet',
  inAgreement: 'info',
  posted: 'success',
  withItems: 'info',
  stillDiffers: 'attention',
  outdated: 'problem',
  refused: 'problem',
  discrepant: 'problem',
  interrupted: 'problem',
  notKnownYet: 'problem',
  voided: 'problem',
  failed: 'problem',
};

export const toneOf = (kind: End['kind']): Tone => TONES[kind];
