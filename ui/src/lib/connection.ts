// What a connection is for, so that a sandbox and the real company cannot be taken for each other.

import type { Connection } from './backend/bindings';

export type Environment = 'demo' | 'sandbox' | 'production' | 'other';

export const ENVIRONMENT_WORDS: Record<Environment, string> = { demo: 'Demo', sandbox: 'Sandbox', production: 'Production', other: 'Other address' };

/** By Procore's host, which is what decides where a re-import arrives. */
export function environmentOf(connection: Connection): Environment {
  if (connection.demo) return 'demo';
  const host = URL.canParse(connection.procore) ? new URL(connection.procore).hostname : '';
  if (host !== 'procore.com' && !host.endsWith('.procore.com')) return 'other';
  return host.includes('sandbox') ? 'sandbox' : 'production';
}
