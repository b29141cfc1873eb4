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
  | { kind: 'linear'; angle: number; stops: GradientStop[] }
  | { kind: 'radial'; stops: GradientStop[] }
  | { kind: 'image'; asset: string; fit: ImageFit };

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
  switch (call?.[1]) {
    case 'linear-gradient': {
      const parts = splitTopLevel(inner);
      const angle = parseAngle(parts[0] ?? '');
      const stops = parseStops(angle === undefined ? parts : parts.slice(1));
      return stops && { kind: 'linear', angle: angle ?? 180, stops };
    }
    case 'radial-gradient': {
      const stops = parseStops(splitTopLevel(inner));
      return stops && { kind: 'radial', stops };
    }
    case 'image': {
      const [asset, fit = 'cover'] = inner.trim().split(/\s+/);
      return asset && isFit(fit) ? { kind: 'image', asset, fit } : undefined;
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
      return `linear-gradient(${formatNumber(paint.angle)}deg, ${formatStops(paint.stops)})`;
    case 'radial':
      return `radial-gradient(${formatStops(paint.stops)})`;
    case 'image':
      return `image(${paint.asset} ${paint.fit})`;
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
