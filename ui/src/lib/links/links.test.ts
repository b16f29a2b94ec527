import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend } from '../backend/fake';
import { choicesFor, found } from './choice';
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
    const second = row?.candidates[1];
    if (!second) throw new Error('no second project');
    expect(await links.link(JOB, second)).toBe(true);
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
    const free = links.review?.free[0];
    if (!free) throw new Error('no free project');
    expect(await links.link(JOB, free)).toBe(false);
    expect(links.done).toBeNull();
    expect(links.error?.message).toContain('24-101');
    expect(links.unlinked.length).toBe(2);
  });

  it('takes a job off its project, says what that means, and undoes it', async () => {
    const linked = links.linked.length;
    expect(await links.unlink('24-101')).toBe(true);
    expect(links.done?.message).toContain('24-101 is no longer compared');
    expect(links.linked.length).toBe(linked - 1);
    expect(links.unlinked.map(({ jobId }) => jobId)).toContain('24-101');
    expect(links.setAside).toEqual([]);
    expect(await links.done?.undo()).toBe(true);
    expect(links.linked.find(({ jobId }) => jobId === '24-101')?.byUser).toBe(false);
    expect(backend.asked('linkByEvidence')).toEqual([['24-101']]);
    expect(links.done).toBeNull();
  });

  it('offers every project, with who has it, and finds them by any word', () => {
    if (!links.review) throw new Error('no review');
    const choices = choicesFor(links.review, JOB);
    expect(choices[0]?.project.projectId).toBe(links.unlinked[0]?.candidates[0]?.projectId);
    expect(new Set(choices.map(({ project }) => project.projectId)).size).toBe(choices.length);
    expect(choices.length).toBe(links.review.free.length + links.review.linked.length);
    expect(found(choices, 'harbor 24-101').map(({ heldBy }) => heldBy)).toEqual(['24-101']);
    expect(found(choices, 'nowhere')).toEqual([]);
    expect(choicesFor(links.review, '24-101').find(({ project }) => project.number === '24-101')?.heldBy).toBeNull();
  });
});
