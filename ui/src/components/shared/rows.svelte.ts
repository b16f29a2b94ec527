import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

/** Which rows of a scrolled table are in the page, so that one of 20,000 lines is as quick as one of twenty. */
export class Rows {
  /** The rows in the page, to before `to`: those in sight, and some to spare, so that a fast wheel does not meet white. */
  from = $state(0);
  to = $state(0);
  /** The rooms that stand for the rows above and below, in pixels. */
  above = $state(0);
  below = $state(0);
  /** What the head and the foot cover. */
  head = $state(0);
  foot = $state(0);
  /** The rows in sight. */
  first = $state(0);
  last = $state(-1);

  #count: () => number;
  #spare: number;
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | null = null;

  constructor(count: () => number, spare: number) {
    this.#count = count;
    this.#spare = spare;
  }

  /** On the element that scrolls. Its head and foot stay in sight, over the rows. */
  attach = (sheet: HTMLElement) => {
    const table = sheet.querySelector('table');
    const height = parseInt(getComputedStyle(sheet).getPropertyValue('--row'), 10);
    const options = (count: number) => {
      const [head, foot] = [table?.tHead?.offsetHeight ?? 0, table?.tFoot?.offsetHeight ?? 0];
      return {
        count,
        getScrollElement: () => sheet,
        estimateSize: () => height,
        overscan: this.#spare,
        paddingStart: head,
        paddingEnd: foot,
        scrollPaddingStart: head,
        scrollPaddingEnd: foot,
        observeElementRect,
        observeElementOffset,
        scrollToFn: elementScroll,
        onChange: (virtualizer: Virtualizer<HTMLElement, HTMLElement>) => this.#take(virtualizer, head, foot),
      };
    };
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options(0));
    this.#virtualizer = virtualizer;
    $effect(() => {
      const shown = options(this.#count());
      virtualizer.setOptions(shown);
      virtualizer._willUpdate();
      shown.onChange(virtualizer);
    });
    return virtualizer._didMount();
  };

  /** How many rows a page is. */
  get page(): number {
    return Math.max(1, this.last - this.first);
  }

  reveal(place: number) {
    this.#virtualizer?.scrollToIndex(place, { align: 'auto' });
  }

  toTop() {
    this.#virtualizer?.scrollToOffset(0);
  }

  #take(virtualizer: Virtualizer<HTMLElement, HTMLElement>, head: number, foot: number) {
    const rows = virtualizer.getVirtualItems();
    const [top, bottom] = [rows[0], rows.at(-1)];
    const end = virtualizer.getTotalSize() - foot;
    [this.head, this.foot] = [head, foot];
    this.from = top?.index ?? 0;
    this.to = (bottom?.index ?? -1) + 1;
    this.above = (top?.start ?? head) - head;
    this.below = end - (bottom?.end ?? end);
    this.first = virtualizer.range?.startIndex ?? 0;
    this.last = virtualizer.range?.endIndex ?? -1;
  }
}
