// Every project that a job could be, as a person looks for one.

import type { LinkCandidate, LinkReview } from '../backend/bindings';

/** A project, and the job that has it already. */
export type Choice = { project: LinkCandidate; heldBy: string | null };

/** How a project is called: its number, where it has one, and its name. */
export const projectText = ({ number, name }: LinkCandidate): string => [number, name].filter(Boolean).join(' ');

/** What can be chosen for a job: its likely projects first, then those that nobody has, then those of other jobs. */
export function choicesFor(review: LinkReview, jobId: string): Choice[] {
  const likely = review.unlinked.find((row) => row.jobId === jobId)?.candidates ?? [];
  const held = review.linked.map(({ jobId: holder, project }) => ({
    project,
    heldBy: holder === jobId ? null : holder,
  }));
  const all = [
    ...likely.map((project) => ({ project, heldBy: project.heldBy })),
    ...review.free.map((project) => ({ project, heldBy: null })),
    ...held,
  ];
  return all.filter(({ project }, at) => all.findIndex((one) => one.project.projectId === project.projectId) === at);
}

/** Those of which every word is found in number, name, address or holder. */
export function found(choices: Choice[], search: string): Choice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ project, heldBy }) => {
    const text = `${projectText(project)} ${project.address} ${heldBy ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
