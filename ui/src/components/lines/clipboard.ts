/** Puts a table on the clipboard twice: what it is pasted into decides which it takes. */
export async function toClipboard({ text, html }: { text: string; html: string }): Promise<void> {
  const as = (kind: string, content: string) => [kind, new Blob([content], { type: kind })] as const;
  const item = new ClipboardItem(Object.fromEntries([as('text/plain', text), as('text/html', html)]));
  await navigator.clipboard.write([item]);
}
