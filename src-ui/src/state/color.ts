/** sRGB colours: the document's CSS notation and the picker's hue, saturation and value. */

/** Channels 0 to 255, alpha 0 to 1. */
export interface Rgba {
  r: number;
  g: number;
  b: number;
  a: number;
}

/** Hue 0 to 360, saturation, value and alpha 0 to 1. */
export interface Hsva {
  h: number;
  s: number;
  v: number;
  a: number;
}

const NAMED: Record<string, Rgba> = {
  transparent: { r: 0, g: 0, b: 0, a: 0 },
  black: { r: 0, g: 0, b: 0, a: 1 },
  white: { r: 255, g: 255, b: 255, a: 1 },
};

/** Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa` (with or without `#`), `rgb()`, `rgba()`. */
export function parseColor(text: string): Rgba | undefined {
  const trimmed = text.trim().toLowerCase();
  const named = NAMED[trimmed];
  if (named) return { ...named };
  const call = /^rgba?\(([^)]*)\)$/.exec(trimmed);
  if (call) {
    const parts = (call[1] ?? '').split(/[\s,/]+/).filter(Boolean);
    const [r, g, b] = parts.slice(0, 3).map(Number);
    const alpha = parts[3] ?? '1';
    const a = alpha.endsWith('%') ? Number(alpha.slice(0, -1)) / 100 : Number(alpha);
    if (r === undefined || g === undefined || b === undefined) return undefined;
    if (![r, g, b].every((it) => it >= 0 && it <= 255) || !(a >= 0 && a <= 1)) return undefined;
    return { r: Math.round(r), g: Math.round(g), b: Math.round(b), a };
  }
  const hex = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(trimmed)?.[1];
  if (!hex) return undefined;
  const digits = hex.length <= 4 ? hex.replace(/./g, '$&$&') : hex;
  const byte = (at: number): number => Number.parseInt(digits.slice(at, at + 2), 16);
  return { r: byte(0), g: byte(2), b: byte(4), a: digits.length === 8 ? byte(6) / 255 : 1 };
}

/** `#rrggbb`, or `#rrggbbaa` where the colour isn't opaque. */
export function formatColor(color: Rgba): string {
  const alpha = Math.round(color.a * 255);
  return `#${hexDigits(color)}${alpha === 255 ? '' : byteText(alpha)}`;
}

/** The six digits without alpha, as fields show them. */
export function hexDigits({ r, g, b }: Rgba): string {
  return byteText(r) + byteText(g) + byteText(b);
}

function byteText(value: number): string {
  return Math.min(255, Math.max(0, Math.round(value))).toString(16).padStart(2, '0');
}

export function rgbaToHsva({ r, g, b, a }: Rgba): Hsva {
  const largest = Math.max(r, g, b);
  const range = largest - Math.min(r, g, b);
  let h = 0;
  if (range > 0) {
    if (largest === r) h = ((g - b) / range) * 60;
    else if (largest === g) h = ((b - r) / range) * 60 + 120;
    else h = ((r - g) / range) * 60 + 240;
  }
  return { h: (h + 360) % 360, s: largest === 0 ? 0 : range / largest, v: largest / 255, a };
}

export function hsvaToRgba({ h, s, v, a }: Hsva): Rgba {
  const channel = (shift: number): number => {
    const k = (shift + h / 60) % 6;
    return Math.round(255 * (v - v * s * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return { r: channel(5), g: channel(3), b: channel(1), a };
}
