import type { Attachment } from 'svelte/attachments';
import type { JobRow } from '../../lib/backend/bindings';

/** Tells which rows of the scrolling element are in sight, from the top, whenever that changes. */
export function rowsInSight(rows: () => JobRow[], tell: (jobIds: string[]) => void): Attachment<HTMLElement> {
  return (sheet) => {
    const inSight = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const jobId = (target as HTMLElement).dataset['jobId'] ?? '';
          if (isIntersecting) inSight.add(jobId);
          else inSight.delete(jobId);
        }
        tell(
          rows()
            .map((row) => row.jobId)
            .filter((jobId) => inSight.has(jobId)),
        );
      },
      { root: sheet },
    );
    const body = sheet.querySelector('tbody');
    const watch = () => {
      // Rows that left the table take their entry with them: observing anew tells every row's state once.
      observer.disconnect();
      inSight.clear();
      sheet.querySelectorAll('tr[data-job-id]').forEach((row) => observer.observe(row));
    };
    const changes = new MutationObserver(watch);
    if (body) changes.observe(body, { childList: true });
    watch();
    return () => {
      changes.disconnect();
      observer.disconnect();
    };
  };
}
