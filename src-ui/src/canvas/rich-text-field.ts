/** The editable field's content: writing a text with runs into it, reading text and selection. */
import { withFallbacks } from '../platform/fonts';
import type { InlineRoom } from '../protocol/InlineRoom';
import type { TextRunValues } from '../protocol/TextRunValues';

/** A part of a text, in UTF-16 units. */
export interface Stretch {
  start: number;
  end: number;
}

/** What moves letters; the engine paints colours and lines itself. */
const SHAPING = new Set([
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'letter-spacing',
  'word-spacing',
  'font-feature-settings',
  'font-variation-settings',
]);

/** The character that stands for an element in the text. */
const OBJECT = '\ufffc';

interface Piece {
  text: string;
  css: string;
}

export function piecesOf(
  text: string,
  runs: readonly TextRunValues[],
  objects: readonly InlineRoom[] = [],
): Piece[] {
  const pieces: Piece[] = [];
  const rooms = objects.map(roomCss);
  let object = 0;
  const add = (words: string, css: string): void => {
    const last = pieces.at(-1);
    if (words === '') return;
    if (last?.css === css) last.text += words;
    else pieces.push({ text: words, css });
  };
  const push = (start: number, end: number, css: string): void => {
    if (start >= end) return;
    text.slice(start, end).split(OBJECT).forEach((words, index) => {
      if (index > 0) add(OBJECT, rooms[object++] ?? 'font-size: 0;');
      add(words, css);
    });
  };
  let at = 0;
  for (const run of runs) {
    push(at, run.start, '');
    const css = Object.entries(run.properties)
      .filter(([name]) => SHAPING.has(name))
      .map(([name, value]) => `${name}: ${name === 'font-family' ? withFallbacks(value) : value};`)
      .join(' ');
    push(run.start, run.end, css);
    at = run.end;
  }
  push(at, text.length, '');
  return pieces;
}

/** Room in a line, on its baseline. The number tells equal neighbours apart, which would else be
 * one piece. */
function roomCss({ width, above, below }: InlineRoom, index: number): string {
  return (
    `display: inline-block; overflow: hidden; width: ${width}px; ` +
    `height: ${above + below}px; vertical-align: ${-below}px; order: ${index};`
  );
}

/** Makes the field show these pieces, unless it does already: what was just typed stands there. */
export function showPieces(field: HTMLElement, pieces: readonly Piece[]): void {
  const shown: Piece[] = [];
  for (const node of field.childNodes) {
    if (node instanceof HTMLBRElement) continue;
    const css = node instanceof HTMLElement ? (node.dataset['css'] ?? '') : '';
    const text = node.textContent ?? '';
    const last = shown.at(-1);
    if (last?.css === css) last.text += text;
    else if (text !== '') shown.push({ text, css });
  }
  if (JSON.stringify(shown) === JSON.stringify(pieces)) return;
  const selection = selectionIn(field);
  field.replaceChildren(
    ...pieces.map(({ text, css }) => {
      if (css === '') return document.createTextNode(text);
      const span = document.createElement('span');
      span.dataset['css'] = css;
      span.style.cssText = css;
      span.textContent = text;
      return span;
    }),
    // A last line break shows a line of its own only with something after it.
    document.createElement('br'),
  );
  if (selection) select(field, selection);
}

export function textOf(field: HTMLElement): string {
  return field.textContent;
}

/** What is selected in the field; undefined where the selection is elsewhere. */
export function selectionIn(field: HTMLElement): Stretch | undefined {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!field.contains(range.startContainer) || !field.contains(range.endContainer)) return undefined;
  const offset = (node: Node, at: number): number => {
    const before = document.createRange();
    before.setStart(field, 0);
    before.setEnd(node, at);
    return before.toString().length;
  };
  return {
    start: offset(range.startContainer, range.startOffset),
    end: offset(range.endContainer, range.endOffset),
  };
}

export function select(field: HTMLElement, { start, end }: Stretch): void {
  const place = (offset: number): [Node, number] => {
    const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (left <= length) return [node, left];
      left -= length;
    }
    return [field, field.childNodes.length && field.lastChild instanceof HTMLBRElement ? field.childNodes.length - 1 : 0];
  };
  const range = document.createRange();
  range.setStart(...place(start));
  range.setEnd(...place(end));
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
