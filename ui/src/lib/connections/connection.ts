// What a connection is for, so that a sandbox and the real company cannot be taken for each other.

import type { Band, Connection } from '../backend/bindings';

export type Environment = 'demo' | 'sandbox' | 'production' | 'other';

export const ENVIRONMENT_WORDS: Record<Environment, string> = {
  demo: 'Demo',
  sandbox: 'Sandbox',
  production: 'Production',
  other: 'Other address',
};

/** By Procore's host, which is what decides where a re-import arrives. */
export function environmentOf(connection: Connection): Environment {
  if (connection.demo) return 'demo';
  const host = URL.canParse(connection.procore) ? new URL(connection.procore).hostname : '';
  if (host !== 'procore.com' && !host.endsWith('.procore.com')) return 'other';
  return host.includes('sandbox') ? 'sandbox' : 'production';
}

export const BANDS: Band[] = ['green', 'blue', 'violet', 'amber', 'red'];

const BAND_OF: Record<Environment, Band> = { demo: 'amber', sandbox: 'blue', production: 'green', other: 'blue' };

/** The colour beside every page: the user's own, or its environment's. */
export function bandOf(connection: Connection): Band {
  return connection.band ?? BAND_OF[environmentOf(connection)];
}
