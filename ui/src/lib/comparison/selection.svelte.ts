// Where the keyboard is in a grid, and which of its rows are selected: one, or several with Shift and Ctrl, as in a file list.

export class Selection {
  active = $state(0);
  /** Where a range began. */
  #anchor = $state(0);
  /** Rows chosen one by one with Ctrl, in place of a range; from the top. */
  #single = $state.raw<number[] | null>(null);

  readonly #from = $derived(Math.min(this.#anchor, this.active));
  readonly #to = $derived(Math.max(this.#anchor, this.active));

  /** The selected places, from the top. */
  get places(): number[] {
    return this.#single ?? Array.from({ length: this.#to - this.#from + 1 }, (_, offset) => this.#from + offset);
  }

  holds(place: number): boolean {
    return this.#single ? this.#single.includes(place) : place >= this.#from && place <= this.#to;
  }

  /** Goes to a row; the selection is that row, or with `extend` reaches to it. */
  go(place: number, extend = false) {
    this.active = place;
    if (!extend) this.#anchor = place;
    this.#single = null;
  }

  /** Adds a row, or takes it out. One always stays. */
  toggle(place: number) {
    const others = this.places.filter((one) => one !== place);
    const single = this.holds(place) && others.length > 0 ? others : [...others, place].sort((a, b) => a - b);
    this.active = place;
    this.#anchor = place;
    this.#single = single;
  }

  reset() {
    this.go(0);
  }
}
