/** Background layers in the document's CSS notation, for the fill section. */
import { formatNumber } from './css-number';
import { formatColor, parseColor, type Rgba } from './color';

export interface GradientStop {
  color: Rgba;
  /** 0 to 1. */
  offset: number;
}

export type ImageFit = 'cover' | 'contain' | 'fill' | 'none';

export type Paint =
  | { kind: 'solid'; color: Rgba }
  | { kind: 'linear'; angle: number; stops: GradientStop[]; repeating?: boolean; tiles?: string }
  /** `head` is what CSS writes before the stops: `circle closest-side at 20% 30%`. */
  | { kind: 'radial'; head?: string; stops: GradientStop[]; repeating?: boolean; tiles?: string }
  | { kind: 'conic'; head?: string; stops: GradientStop[]; repeating?: boolean; tiles?: string }
  /** `position` as `object-position` has it; the middle where it is absent. `tiles` stands in
   *  place of a fit where the image repeats, stays in the window or has another size. */
  | { kind: 'image'; asset: string; fit: ImageFit; position?: string; tiles?: Tiles };

/** How large an image's tiles are, and in which directions there are more of them. */
export interface Tiles {
  /** `auto`, `cover`, `contain`, or one or two lengths. */
  size: string;
  repeat: Repeat;
  /** Whether it stays where it is while the page scrolls. */
  fixed: boolean;
}

const REPEATS = ['repeat', 'repeat-x', 'repeat-y', 'no-repeat'] as const;
export type Repeat = (typeof REPEATS)[number];

/** Splits at commas that are not inside parentheses. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** Reads a list, topmost paint first; `undefined` where a part isn't understood. */
export function parsePaints(text: string): Paint[] | undefined {
  if (text.trim() === 'none' || text.trim() === '') return [];
  const paints = splitTopLevel(text).map(parsePaint);
  return paints.every((paint) => paint !== undefined) ? paints : undefined;
}

export function formatPaints(paints: readonly Paint[]): string {
  return paints.length === 0 ? 'none' : paints.map(formatPaint).join(', ');
}

export function parsePaint(text: string): Paint | undefined {
  const { name, inner, rest } = splitCall(text.trim());
  const extras = {
    ...(name.startsWith('repeating-') && { repeating: true }),
    ...(rest && { tiles: rest }),
  };
  switch (name.replace(/^repeating-/, '')) {
    case 'linear-gradient': {
      const parts = splitTopLevel(inner);
      const angle = parseAngle(parts[0] ?? '');
      const stops = parseStops(angle === undefined ? parts : parts.slice(1));
      return stops && { kind: 'linear', angle: angle ?? 180, stops, ...extras };
    }
    case 'radial-gradient':
    case 'conic-gradient': {
      const kind = name.includes('radial') ? 'radial' : 'conic';
      const parts = splitTopLevel(inner);
      const first = parts[0] ?? '';
      const hasHead = parseStops([first, first]) === undefined;
      const stops = parseStops(hasHead ? parts.slice(1) : parts);
      return stops && { kind, stops, ...(hasHead && { head: first }), ...extras };
    }
    case 'image': {
      const [asset, fit = 'cover', ...words] = inner.trim().split(/\s+/);
      if (!asset || rest) return undefined;
      if (!isFit(fit)) return parseTiledImage(asset, [fit, ...words].join(' '));
      const at = words.length > 0 ? { position: words.join(' ') } : {};
      return { kind: 'image', asset, fit, ...at };
    }
    default: {
      const color = parseColor(text);
      return color && { kind: 'solid', color };
    }
  }
}

export function formatPaint(paint: Paint): string {
  switch (paint.kind) {
    case 'solid':
      return formatColor(paint.color);
    case 'linear':
    case 'radial':
    case 'conic': {
      const head = paint.kind === 'linear' ? `${formatNumber(paint.angle)}deg` : paint.head;
      const repeating = paint.repeating ? 'repeating-' : '';
      const parts = head ? [head, formatStops(paint.stops)] : [formatStops(paint.stops)];
      const tiles = paint.tiles ? ` ${paint.tiles}` : '';
      return `${repeating}${paint.kind}-gradient(${parts.join(', ')})${tiles}`;
    }
    case 'image': {
      if (paint.tiles) {
        const { size, repeat, fixed } = paint.tiles;
        const at = paint.position || '50% 50%';
        return `image(${paint.asset} ${at} / ${size} ${repeat}${fixed ? ' fixed' : ''})`;
      }
      const position = paint.position ? ` ${paint.position}` : '';
      return `image(${paint.asset} ${paint.fit}${position})`;
    }
  }
}

/** CSS that shows the paint in a swatch; an image needs its address. */
export function paintPreview(paint: Paint, imageAddress?: string): string {
  if (paint.kind === 'image') return imageAddress ? `center / cover url("${imageAddress}")` : 'none';
  if (paint.kind === 'solid') {
    const color = formatColor(paint.color);
    return `linear-gradient(${color}, ${color})`;
  }
  return formatPaint({ ...paint, tiles: '' });
}

/** A function's name, what stands in its parentheses and what follows them. */
function splitCall(text: string): { name: string; inner: string; rest: string } {
  const name = /^([a-z-]+)\(/.exec(text)?.[1];
  if (name === undefined) return { name: '', inner: '', rest: '' };
  let depth = 0;
  for (let at = name.length; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) {
      const inner = text.slice(name.length + 1, at);
      return { name, inner, rest: text.slice(at + 1).trim() };
    }
  }
  return { name: '', inner: '', rest: '' };
}

/** Reads `POSITION / SIZE REPEAT [fixed]`, as the document writes it. */
function parseTiledImage(asset: string, text: string): Paint | undefined {
  const [position, end, ...more] = text.split(' / ');
  if (!position || end === undefined || more.length > 0) return undefined;
  const words = end.split(' ');
  const fixed = words.at(-1) === 'fixed';
  if (fixed) words.pop();
  const repeat = REPEATS.find((word) => word === words.at(-1));
  if (!repeat) return undefined;
  const size = words.slice(0, -1).join(' ');
  if (!size) return undefined;
  return { kind: 'image', asset, fit: 'none', position, tiles: { size, repeat, fixed } };
}

function formatStops(stops: readonly GradientStop[]): string {
  const sorted = [...stops].sort((one, other) => one.offset - other.offset);
  return sorted
    .map((stop) => `${formatColor(stop.color)} ${formatNumber(stop.offset * 100)}%`)
    .join(', ');
}

function parseAngle(text: string): number | undefined {
  const named = { 'to top': 0, 'to right': 90, 'to bottom': 180, 'to left': 270 }[text];
  if (named !== undefined) return named;
  const degrees = /^(-?[\d.]+)deg$/.exec(text)?.[1];
  return degrees === undefined ? undefined : Number(degrees);
}

function parseStops(parts: readonly string[]): GradientStop[] | undefined {
  if (parts.length < 2) return undefined;
  const stops: GradientStop[] = [];
  for (const [index, part] of parts.entries()) {
    const match = /^(.*?)(?:\s+(-?[\d.]+)%)?$/.exec(part);
    const color = parseColor(match?.[1] ?? '');
    if (!color) return undefined;
    const offset = match?.[2] === undefined ? index / (parts.length - 1) : Number(match[2]) / 100;
    stops.push({ color, offset: Math.min(1, Math.max(0, offset)) });
  }
  return stops;
}

function isFit(text: string): text is ImageFit {
  return ['cover', 'contain', 'fill', 'none'].includes(text);
}
