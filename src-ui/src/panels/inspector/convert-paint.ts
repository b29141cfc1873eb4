/** Changing a paint's kind keeps what both kinds have: its colours. So it is with an image's fit. */
import type { Rgba } from '../../state/color';
import type { GradientStop, ImageFit, Paint } from '../../state/paint';

const GREY: Rgba = { r: 217, g: 217, b: 217, a: 1 };

export function convertPaint(paint: Paint, kind: Paint['kind'], asset: string | undefined): Paint {
  if (kind === paint.kind) return paint;
  const stops = stopsOf(paint);
  switch (kind) {
    case 'solid':
      return { kind, color: stops[0]?.color ?? GREY };
    case 'linear':
      return { kind, angle: 180, stops };
    case 'radial':
    case 'conic':
      return { kind, stops };
    case 'image':
      return asset ? { kind, asset, fit: 'cover' } : paint;
  }
}

type Image = Extract<Paint, { kind: 'image' }>;

/** The image with another fit. Tiles begin with its own size, side by side in both directions. */
export function withFit(paint: Image, fit: ImageFit | 'tile'): Image {
  const { tiles = { size: 'auto', repeat: 'repeat', fixed: false }, ...rest } = paint;
  return fit === 'tile' ? { ...rest, tiles } : { ...rest, fit };
}

function stopsOf(paint: Paint): GradientStop[] {
  if ('stops' in paint) return paint.stops;
  const color = paint.kind === 'solid' ? paint.color : GREY;
  return [
    { color, offset: 0 },
    { color: { ...color, a: 0 }, offset: 1 },
  ];
}
