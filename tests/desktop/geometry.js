// Looks at the page as it is laid out now and gives every fault as a sentence. Injected by geometry.rs.
//
// Exact is what would read as something else when a part of it is missing: amounts, codes, counts, headers and what can be pressed.
// A name may end with an ellipsis where a tooltip has the whole; the code before it is exact.
const faults = new Set();
const EXACT = 'th:not([scope=row]), th[scope=row] b, .num, h1, h2, h3, dt, dd, kbd, button, label, .n, .count, [data-slot=job-id], [data-exact]';
const NAME = '[data-slot=project-link], [data-slot=project-name], span.name';
const FIGURE = /^[$+\u2212(-]*\d[\d,.:\u2212\u2013-]*(\.[A-Z]{1,3})?[%)]?$/;
const NEAR = 1.5;

/** The page stands still while it is looked at: what is asked of an element once holds, and thousands of texts ask the same few. */
const once = (ask) => {
  const known = new Map();
  return (one) => {
    if (!known.has(one)) known.set(one, ask(one));
    return known.get(one);
  };
};
const style = once((one) => {
  const { overflowX, overflowY, position, clipPath, textOverflow } = getComputedStyle(one);
  return { overflowX, overflowY, position, clipPath, textOverflow };
});
const room = once((one) => one.getBoundingClientRect());
/** More lies in it than is shown. */
const holdsMore = once((one) => ({
  aside: one.scrollWidth > one.clientWidth,
  below: one.scrollHeight > one.clientHeight,
}));
const clipped = once((one) => style(one).clipPath !== 'none' || (one.parentElement !== null && clipped(one.parentElement)));
/** What is read out and not shown is clipped away. */
const hidden = once(
  (one) =>
    one.closest('[aria-hidden=true]') !== null || !one.checkVisibility({ checkVisibilityCSS: true }) || clipped(one),
);
const scrolls = (value) => value === 'auto' || value === 'scroll';
const named = (one) => {
  const near = one.closest('[data-slot]');
  const what = (one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 48);
  return `${one.tagName.toLowerCase()}${one.className && typeof one.className === 'string' ? '.' + one.className.split(' ')[0] : ''} in ${near?.dataset.slot ?? '?'}: "${what}"`;
};

function* ancestors(one) {
  for (let around = one; around; around = around.parentElement) yield around;
}

/** Every piece of text that is seen, with its place. */
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const owner = node.parentElement;
  if (!node.data.trim() || !owner || owner.closest('script, style, option, title') || hidden(owner)) continue;
  if (owner.closest('svg')) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) continue;
  const exact = (owner.closest(EXACT) !== null && owner.closest(NAME) === null) || FIGURE.test(node.data.trim());
  texts.push({ owner, box, exact, lines: [...range.getClientRects()] });
}

/** What keeps a box from being seen: something around it cuts it off, or the window ends. What can be scrolled to is seen. */
function lost(box, owner) {
  let { left, right, top, bottom } = box;
  for (const around of ancestors(owner)) {
    if (around === document.body) break;
    const { overflowX, overflowY, position } = style(around);
    const { left: start, right: end, top: head, bottom: foot } = room(around);
    // Inside what is scrolled everything can be brought into sight; from here on the room itself has to be.
    if (scrolls(overflowX) && holdsMore(around).aside) [left, right] = [start, end];
    else if (overflowX !== 'visible' && (left < start - NEAR || right > end + NEAR)) {
      return { how: 'is cut off sideways', around };
    }
    if (scrolls(overflowY) && holdsMore(around).below) [top, bottom] = [head, foot];
    else if (overflowY !== 'visible' && (top < head - NEAR || bottom > foot + NEAR)) {
      return { how: 'is cut off above or below', around };
    }
    if (position === 'fixed') break;
  }
  if (left < -NEAR || right > innerWidth + NEAR) return { how: 'lies beside the window' };
  if (top < -NEAR || bottom > innerHeight + NEAR) return { how: 'lies above or below the window' };
  return null;
}

for (const { owner, box, exact } of texts) {
  const loss = lost(box, owner);
  if (!loss) continue;
  if (exact) {
    faults.add(`${named(owner)} ${loss.how}`);
  } else {
    const shortened = loss.around && [...ancestors(owner)].some((one) => style(one).textOverflow === 'ellipsis');
    const whole = owner.closest('[title], [data-tooltip-trigger]');
    if (!shortened || !whole) faults.add(`${named(owner)} ${loss.how}, and nothing has the whole`);
  }
}

/** A control is reached. */
for (const control of document.querySelectorAll('button, input, a[href], [role=separator]')) {
  if (hidden(control) && !control.matches('input')) continue;
  const box = control.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) continue;
  const loss = lost(box, control.parentElement);
  if (loss) faults.add(`${named(control)} ${loss.how}`);
}

/** What is written lies on nothing else that is written, unless one of the two stays while the other is scrolled. */
const layer = once((one) => {
  const over = one.closest('dialog, .popup, [data-bits-floating-content-wrapper]');
  if (over) return over;
  for (const around of ancestors(one)) if (style(around).position === 'sticky') return around;
  return one.closest('[role=separator]') ?? document.body;
});
const seen = texts
  .flatMap((text) => text.lines.map((box) => ({ ...text, layer: layer(text.owner), box: inSight(box, text.owner) })))
  .filter(({ box }) => box.right - box.left > 2 && box.bottom - box.top > 2)
  .sort((a, b) => a.box.top - b.box.top);
function inSight(box, owner) {
  let { left, right, top, bottom } = box;
  for (const around of ancestors(owner)) {
    const { overflowX, overflowY } = style(around);
    const { left: start, right: end, top: head, bottom: foot } = room(around);
    if (overflowX !== 'visible') [left, right] = [Math.max(left, start), Math.min(right, end)];
    if (overflowY !== 'visible') [top, bottom] = [Math.max(top, head), Math.min(bottom, foot)];
  }
  return { left, right, top, bottom };
}
seen.forEach((one, at) => {
  for (let next = at + 1; next < seen.length && seen[next].box.top < one.box.bottom - 2; next += 1) {
    const other = seen[next];
    if (one.layer !== other.layer || one.owner === other.owner) continue;
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    // Lines of text stand closer than the boxes of their letters are high.
    const least = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top);
    if (wide > NEAR && high > least * 0.4) faults.add(`${named(one.owner)} overlaps ${named(other.owner)}`);
  }
});

const page = document.scrollingElement;
if (page.scrollWidth > innerWidth + 1) faults.add(`the page scrolls sideways: ${page.scrollWidth} of ${innerWidth}`);
if (page.scrollHeight > innerHeight + 1) faults.add(`the page scrolls away: ${page.scrollHeight} of ${innerHeight}`);
return [...faults];
