import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend } from '../backend/fake';
import { Links } from './links.svelte';

const JOB = '25-002';

describe('links', () => {
  let backend: Fake;
  let links: Links;

  beforeEach(async () => {
    backend = fakeBackend({}, { open: true });
    links = new Links(backend);
    await links.open();
  });

  it('lays out what is uncertain, and what the user says moves it', async () => {
    const [row] = links.unlinked;
    expect(row?.jobId).toBe(JOB);
    expect(row?.candidates.length).toBe(2);
    const linked = links.linked.length;
    expect(await links.link(JOB, row?.candidates[1]?.projectId ?? '')).toBe(true);
    expect(links.unlinked.some(({ jobId }) => jobId === JOB)).toBe(false);
    expect(links.linked.length).toBe(linked + 1);
    await links.putAside(JOB);
    expect(links.setAside.map(({ jobId }) => jobId)).toEqual([JOB]);
    await links.byEvidence(JOB);
    expect(links.unlinked.some(({ jobId }) => jobId === JOB)).toBe(true);
  });

  it('links by number what only the names kept apart', async () => {
    expect(links.byNumber.map(({ jobId }) => jobId)).toEqual([JOB]);
    await links.linkByNumber();
    expect(links.byNumber).toEqual([]);
    expect(links.linked.find(({ jobId }) => jobId === JOB)?.project.number).toBe(JOB);
  });

  it('finds jobs and their likely projects by any word', () => {
    links.search = 'brendan OLD';
    expect(links.unlinked.length).toBe(1);
    expect(links.linked).toEqual([]);
    links.search = '24-101 harbor';
    expect(links.linked.map(({ jobId }) => jobId)).toEqual(['24-101']);
    expect(links.unlinked).toEqual([]);
  });

  it('says why it could not be done, over the list as it is', async () => {
    backend.world.failing.linkJob = {
      code: 'notReady',
      message: 'That project is linked to 24-101.',
      remedy: 'Unlink that job first.',
      reference: null,
      field: null,
    };
    expect(await links.link(JOB, '1')).toBe(false);
    expect(links.error?.message).toContain('24-101');
    expect(links.unlinked.length).toBe(2);
  });
});
