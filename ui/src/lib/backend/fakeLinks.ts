// What the shell would answer about a fake company's links: a linked list, one job with two likely projects and one with none.

import type { Clue, LinkCandidate, LinkReview } from './bindings';
import type { FakeJob } from './fakeCompany';

const NUMBER: Clue = { kind: 'number', words: 'same number' };
const project = (projectId: string, number: string, name: string, evidence: Clue[], address = ''): LinkCandidate => ({ projectId, number, name, address, active: true, evidence, heldBy: null });

const LIKELY: Record<string, LinkCandidate[]> = {
  '25-002': [
    project('562949953600901', '25-002', 'Parish Hall of St. Brendan', [NUMBER], '60 Church St, Worcester, MA'),
    project('562949953600902', '', 'St. Brendan Parish Hall (old)', [{ kind: 'similarName', words: 'similar name' }, { kind: 'address', words: 'same address' }], '60 Church St, Worcester, MA'),
  ],
};
/** The user linked it, and Procore does not show the project any more. */
const NOT_SHOWN: Record<string, string> = { '25-045': '562949953600777' };
const FREE = [project('562949953600903', '19-311', 'Harbor Master Building', []), { ...project('562949953600904', '', 'Sandbox Test Project', []), active: false }];

/** `said` is what the user decided: a project's id, or nothing for "it has none". */
export function review(jobs: FakeJob[], said: Map<string, string | null>): LinkReview {
  const every = [...Object.values(LIKELY).flat(), ...FREE];
  const of = (id: string) => every.find((one) => one.projectId === id);
  const held = new Map([...said].flatMap(([jobId, projectId]) => (projectId === null ? [] : [[projectId, jobId] as const])));
  const withHolder = (one: LinkCandidate) => ({ ...one, heldBy: held.get(one.projectId) ?? null });
  const isLinked = ({ row }: FakeJob) => (said.has(row.jobId) ? said.get(row.jobId) !== null : row.linked);
  return {
    unlinked: jobs.filter((job) => !isLinked(job)).map(({ row }) => ({ jobId: row.jobId, name: row.projectName, address: LIKELY[row.jobId]?.[0]?.address ?? '', candidates: (LIKELY[row.jobId] ?? []).map(withHolder), setAside: said.get(row.jobId) === null, notShown: NOT_SHOWN[row.jobId] ?? null })),
    linked: jobs.filter(isLinked).map(({ row }) => {
      const chosen = of(said.get(row.jobId) ?? '');
      return { jobId: row.jobId, name: row.projectName, project: chosen ?? { ...project(row.jobId, row.jobId, row.projectName, [{ kind: 'originId', words: 'ERP identifier' }, NUMBER, { kind: 'sameName', words: 'same name' }]), active: !row.inactive }, byUser: chosen !== undefined };
    }),
    free: every.filter((one) => !held.has(one.projectId)).map((one) => ({ ...one, evidence: [] })),
  };
}
