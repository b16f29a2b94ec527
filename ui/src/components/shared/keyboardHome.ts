const table = () => document.querySelector<HTMLElement>('main :is([role=grid], [role=treegrid])');

/** Where the keyboard belongs when what had it is gone: the page's table, else the first thing of the page that takes it. */
export function keyboardHome(): HTMLElement | null {
  const page = document.querySelector('main');
  return (
    table() ?? page?.querySelector<HTMLElement>(':is(button:not(:disabled), input, a[href], [tabindex="0"])') ?? null
  );
}

/**
 * Whoever had the keyboard may be put away or switched off under it: a message, a row, a button that waits for its answer. Then the
 * keyboard goes back to it when it can be used again, or home. Returns what ends the watch.
 */
export function keepKeyboard(): () => void {
  let last: Element | null = null;
  /** What has it until the page's table is there. */
  let meanwhile: Element | null = null;

  const remember = () => (last = document.activeElement === document.body ? last : document.activeElement);
  /** A press beside everything takes the keyboard from it, and is meant to. */
  const forget = ({ target }: Event) => {
    if (target instanceof Element && !target.closest('button, input, a, [tabindex]')) last = null;
  };

  function goHome() {
    const home = keyboardHome();
    home?.focus({ preventScroll: true });
    meanwhile = home === table() ? null : home;
  }

  function look() {
    const { activeElement, body } = document;
    if (meanwhile !== null && activeElement === meanwhile && table()) return goHome();
    if (last === null || (activeElement !== null && activeElement !== body)) return;
    if (!last.isConnected) goHome();
    else if (last instanceof HTMLElement && !last.matches(':disabled')) last.focus({ preventScroll: true });
  }

  const watching = new MutationObserver(() => requestAnimationFrame(look));
  watching.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget);
  return () => {
    watching.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget);
  };
}
