/** Where a key goes from a row, among so many, of which so many are a page; `null` where the key does not move. */
export function moved(key: string, from: number, count: number, page: number): number | null {
  const places: Record<string, number> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - page,
    PageDown: from + page,
    Home: 0,
    End: count - 1,
  };
  const to = places[key];
  return to === undefined || count === 0 ? null : Math.min(Math.max(to, 0), count - 1);
}
