/**
 * Where a page's words stand, and which of them stand in the same place elsewhere.
 *
 * The unit is the word: a line that breaks one word earlier then costs what moved, and a long text
 * counts for more than a button. A box is `{ x, y, width, height }` in CSS px of the page.
 */

/** How far each of left, top, width and height may be off. */
export const TOLERANCE_PX = 2;

/**
 * Runs in the page: every visible word as `{ text, box }`, in the order of the document. Texts that
 * follow each other in a line without a space are one word, however many elements they are spread
 * over; a word that goes on in the next line, after a hyphen say, is one in each. Texts within drawings (svg) and those that form controls show are part of the pictures alone.
 */
export function wordsOfPage() {
  const isInline = (element) => ['inline', 'contents'].includes(getComputedStyle(element).display);
  const everywhere = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const meet = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });

  const join = (a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  });

  const clips = new Map();
  /** What of the page an element's contents can be seen in, as overflow and `clip` leave it. */
  const clipOf = (element) => {
    if (!element || element === document.body || element === document.documentElement) return everywhere;
    const known = clips.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    let clip = everywhere;
    if (style.position !== 'fixed') {
      let around = element.parentElement;
      const holds = (it) => it.position !== 'static' || it.transform !== 'none' || it.filter !== 'none';
      while (style.position === 'absolute' && around && !holds(getComputedStyle(around))) {
        around = around.parentElement;
      }
      clip = clipOf(around);
    }
    const box = element.getBoundingClientRect();
    if (!isInline(element)) {
      if (style.overflowX !== 'visible') clip = meet(clip, { ...everywhere, left: box.left, right: box.right });
      if (style.overflowY !== 'visible') clip = meet(clip, { ...everywhere, top: box.top, bottom: box.bottom });
    }
    const hides = /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(style.clip);
    if (hides || /^inset\((50|100)%/.test(style.clipPath)) {
      clip = { left: box.left, top: box.top, right: box.left, bottom: box.top };
    }
    clips.set(element, clip);
    return clip;
  };

  const page = { left: 0, top: 0, right: document.documentElement.scrollWidth, bottom: Infinity };
  const shown = new Map();
  const isShown = (element) => {
    if (!shown.has(element)) {
      const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      shown.set(element, visible && !element.closest('svg'));
    }
    return shown.get(element);
  };
  const blockOf = (element) => {
    let block = element;
    while (block && isInline(block)) block = block.parentElement;
    return block;
  };

  const range = document.createRange();
  /** What encloses the letters from `start` to `end`; nothing if they take no room. */
  const boxOf = (node, start, end) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const rects = [...range.getClientRects()].filter((it) => it.width > 0 && it.height > 0);
    if (rects.length === 0) return undefined;
    return rects.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })).reduce(join);
  };
  const isBelow = (box, other) => box.top >= (other.top + other.bottom) / 2;

  /** The parts of a word that stand in one line each, as `{ start, end, box }`. */
  const partsOf = (node, start, end) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const [first, ...rest] = range.getClientRects();
    if (!first) return [];
    if (!rest.some((it) => isBelow(it, first))) return [{ start, end, box: boxOf(node, start, end) }];
    const parts = [];
    for (let at = start; at < end; ) {
      const next = at + String.fromCodePoint(node.data.codePointAt(at)).length;
      const box = boxOf(node, at, next);
      const part = parts.at(-1);
      if (part && (!box || !part.box || !isBelow(box, part.box))) {
        part.end = next;
        part.box = part.box && box ? join(part.box, box) : (part.box ?? box);
      } else {
        parts.push({ start: at, end: next, box });
      }
      at = next;
    }
    return parts;
  };

  const words = [];
  /** The last word, as long as letters may still join it. */
  let open;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const isReplaced = /^(br|wbr|img|svg|input|select|textarea|video|iframe|canvas)$/i.test(node.tagName);
      if (isReplaced || !isInline(node)) open = undefined;
      continue;
    }
    const element = node.parentElement;
    if (!isShown(element)) {
      open = undefined;
      continue;
    }
    const block = blockOf(element);
    const clip = meet(clipOf(element), page);
    let last = open;
    open = undefined;
    const found = [...node.data.matchAll(/\S+/g)].flatMap(({ 0: text, index }) =>
      partsOf(node, index, index + text.length),
    );
    for (const { start, end, box } of found) {
      if (!box) continue;
      const seen = meet(box, clip);
      if (seen.left >= seen.right || seen.top >= seen.bottom) continue;
      const text = node.data.slice(start, end);
      if (last && start === 0 && last.block === block && !isBelow(box, last.box)) {
        last.text += text;
        last.box = join(last.box, box);
      } else {
        last = { text, box, block };
        words.push(last);
      }
      if (end === node.data.length) open = last;
    }
  }
  return words.map(({ text, box }) => ({
    text,
    box: {
      x: box.left + scrollX,
      y: box.top + scrollY,
      width: box.right - box.left,
      height: box.bottom - box.top,
    },
  }));
}

/**
 * Looks for each of `words` among `others`, the nearest of the same letters first, each taken once.
 * Gives those in place, those elsewhere as `{ text, by }` in px, and those that are missing.
 */
export function compareWords(words, others) {
  const same = byLetters(others.map(({ text, box }) => ({ letters: lettersOf(text), box })));
  const pairs = words.flatMap((word, index) =>
    (same.get(lettersOf(word.text)) ?? []).map((other) => {
      const by = differences(other.box, word.box);
      return { index, other, by, off: furthest(by) };
    }),
  );
  return outcome(words, assign(pairs));
}

/**
 * The same where the others are whole lines of a text: a word is in place if its line holds the
 * same words and has their box.
 */
export function compareLines(words, lines) {
  const letters = words.map(({ text }) => lettersOf(text));
  const starts = byLetters(letters.map((it, index) => ({ letters: it, index })));
  const pairs = lines.flatMap((line) => {
    const own = lettersIn(line.text);
    const holds = ({ index }) => own.every((it, offset) => it === letters[index + offset]);
    return (starts.get(own[0]) ?? []).filter(holds).map(({ index }) => {
      const box = around(words.slice(index, index + own.length).map((word) => word.box));
      const by = differences(line, box);
      return { index, count: own.length, other: line, by, off: furthest(by) };
    });
  });
  return outcome(words, assign(pairs));
}

/** Takes pairs of a word, or some in a row, and what was found, the least different first. */
function assign(pairs) {
  const taken = new Set();
  const found = new Map();
  for (const pair of pairs.sort((a, b) => a.off - b.off)) {
    const indices = Array.from({ length: pair.count ?? 1 }, (_, offset) => pair.index + offset);
    if (taken.has(pair.other) || indices.some((index) => found.has(index))) continue;
    taken.add(pair.other);
    for (const index of indices) found.set(index, pair);
  }
  return found;
}

function outcome(words, found) {
  const moved = [];
  const missing = [];
  words.forEach(({ text }, index) => {
    const pair = found.get(index);
    if (!pair) missing.push(text);
    else if (pair.off > TOLERANCE_PX) moved.push({ text, by: pair.by.map((px) => Math.round(px * 10) / 10) });
  });
  return { words: words.length, inPlace: words.length - moved.length - missing.length, moved, missing };
}

/** A word without what only its look decides. */
function lettersOf(text) {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .toUpperCase();
}

function lettersIn(text) {
  return text.split(/\s+/).map(lettersOf).filter(Boolean);
}

function byLetters(entries) {
  const groups = new Map();
  for (const entry of entries) {
    if (!groups.has(entry.letters)) groups.set(entry.letters, []);
    groups.get(entry.letters).push(entry);
  }
  return groups;
}

/** Left, top, width and height of a box, less those of another. */
function differences(box, other) {
  return [box.x - other.x, box.y - other.y, box.width - other.width, box.height - other.height];
}

function furthest(differences) {
  return Math.max(...differences.map(Math.abs));
}

function around(boxes) {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
