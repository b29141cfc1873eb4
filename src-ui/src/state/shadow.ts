/** Shadows of boxes and texts in the document's CSS notation, for the effects section. */
import { formatNumber, parseCssNumber } from './css-number';
import { formatColor, parseColor, type Rgba } from './color';
import { splitTopLevel } from './paint';

/** Lengths in CSS px. */
export interface Shadow {
  inset: boolean;
  x: number;
  y: number;
  blur: number;
  spread: number;
  color: Rgba;
}

/** Reads a list, topmost shadow first; `undefined` where a part isn't understood. */
export function parseShadows(text: string): Shadow[] | undefined {
  if (text.trim() === 'none' || text.trim() === '') return [];
  const shadows = splitTopLevel(text).map(parseShadow);
  return shadows.every((shadow) => shadow !== undefined) ? shadows : undefined;
}

export function formatShadows(shadows: readonly Shadow[]): string {
  return shadows.length === 0 ? 'none' : shadows.map(formatShadow).join(', ');
}

function parseShadow(text: string): Shadow | undefined {
  const match = /^(inset\s+)?((?:-?[\d.]+(?:px)?\s+){2,4})(.+)$/.exec(text.trim());
  const color = parseColor(match?.[3] ?? '');
  const numbers = (match?.[2] ?? '').trim().split(/\s+/).map(parseCssNumber);
  const [x, y, blur, spread] = numbers;
  if (!match || !color || !x || !y) return undefined;
  return {
    inset: match[1] !== undefined,
    x: x.number,
    y: y.number,
    blur: blur?.number ?? 0,
    spread: spread?.number ?? 0,
    color,
  };
}

function formatShadow(shadow: Shadow): string {
  const lengths = [shadow.x, shadow.y, shadow.blur, shadow.spread]
    .map((it) => `${formatNumber(it)}px`)
    .join(' ');
  return `${shadow.inset ? 'inset ' : ''}${lengths} ${formatColor(shadow.color)}`;
}
