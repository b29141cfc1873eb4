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
  | { kind: 'linear'; angle: number; stops: GradientStop[]; repeating?: boolean }
  /** `head` is what CSS writes before the stops: `circle closest-side at 20% 30%`. */
  | { kind: 'radial'; head?: string; stops: GradientStop[]; repeating?: boolean }
  | { kind: 'conic'; head?: string; stops: GradientStop[]; repeating?: boolean }
  /** `position` as `object-position` has it; the middle where it is absent. */
  | { kind: 'image'; asset: string; fit: ImageFit; position?: string };

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
  const call = /^([a-z-]+)\((.*)\)$/s.exec(text.trim());
  const inner = call?.[2] ?? '';
  const name = call?.[1] ?? '';
  const repeating = name.startsWith('repeating-') ? { repeating: true } : {};
  switch (name.replace(/^repeating-/, '')) {
    case 'linear-gradient': {
      const parts = splitTopLevel(inner);
      const angle = parseAngle(parts[0] ?? '');
      const stops = parseStops(angle === undefined ? parts : parts.slice(1));
      return stops && { kind: 'linear', angle: angle ?? 180, stops, ...repeating };
    }
    case 'radial-gradient':
    case 'conic-gradient': {
      const kind = name.includes('radial') ? 'radial' : 'conic';
      const parts = splitTopLevel(inner);
      const first = parts[0] ?? '';
      const hasHead = parseStops([first, first]) === undefined;
      const stops = parseStops(hasHead ? parts.slice(1) : parts);
      return stops && { kind, stops, ...(hasHead && { head: first }), ...repeating };
    }
    case 'image': {
      const [asset, fit = 'cover', ...position] = inner.trim().split(/\s+/);
      if (!asset || !isFit(fit)) return undefined;
      const at = position.length > 0 ? { position: position.join(' ') } : {};
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
      return `${repeating}${paint.kind}-gradient(${parts.join(', ')})`;
    }
    case 'image': {
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
  return formatPaint(paint);
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
