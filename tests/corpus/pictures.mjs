/**
 * How much of two pictures differs.
 *
 * pixelmatch compares colours as eyes weigh them. Two pictures that one browser drew should have
 * the same pixels: any that differs by more than rounding counts. Two rasterisers place the greys
 * of an edge differently: there the differences that pixelmatch takes for antialiasing don't
 * count, and others count from where a person sees them.
 */
import { readFile, writeFile } from 'node:fs/promises';

import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** pixelmatch's options; `threshold` is 0 for equal to 1 for black against white. */
export const SAME_RASTERISER = { threshold: 0.02, includeAA: true };
export const OTHER_RASTERISER = { threshold: 0.1, includeAA: false };

/** Marks of a difference picture, opaque where the two sides differ. */
const IMPORT_MARK = [230, 30, 60];
const CANVAS_MARK = [20, 90, 240];

export async function readPicture(path) {
  return PNG.sync.read(await readFile(path));
}

/**
 * Share of differing pixels, and a mask that is opaque where they are. The shorter picture counts
 * as differing below its end, the narrower one beside it.
 */
export function comparePictures(one, other, options) {
  const width = Math.max(one.width, other.width);
  const height = Math.max(one.height, other.height);
  const shared = { width: Math.min(one.width, other.width), height: Math.min(one.height, other.height) };
  const mask = new PNG(shared);
  const differing = pixelmatch(cut(one, shared), cut(other, shared), mask.data, shared.width, shared.height, {
    ...options,
    diffMask: true,
    aaColor: [0, 0, 0],
    alpha: 0,
  });
  const beyond = width * height - shared.width * shared.height;
  return { share: (differing + beyond) / (width * height), mask: wholeMask(mask, width, height) };
}

function cut(picture, { width, height }) {
  if (picture.width === width) return picture.data.subarray(0, width * height * 4);
  const part = new PNG({ width, height });
  PNG.bitblt(picture, part, 0, 0, width, height, 0, 0);
  return part.data;
}

/** One byte a pixel: whether it differs. pixelmatch paints what differs red in its mask. */
function wholeMask(mask, width, height) {
  const whole = new Uint8Array(width * height).fill(1);
  for (let y = 0; y < mask.height; y += 1) {
    for (let x = 0; x < mask.width; x += 1) {
      whole[y * width + x] = mask.data[(y * mask.width + x) * 4] > 0 ? 1 : 0;
    }
  }
  return { width, height, differs: whole };
}

/** A faded picture, with red where the export isn't the original and blue where the canvas isn't it. */
export async function writeDifference(path, under, masks) {
  const width = Math.max(under.width, ...masks.map((it) => it.mask.width));
  const height = Math.max(under.height, ...masks.map((it) => it.mask.height));
  const picture = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const inside = x < under.width && y < under.height;
      const from = (y * under.width + x) * 4;
      let color = [0, 1, 2].map((channel) => 215 + (inside ? under.data[from + channel] * 40 : 40 * 255) / 255);
      for (const { mask, mark } of masks) {
        const isMarked = x < mask.width && y < mask.height && mask.differs[y * mask.width + x];
        if (isMarked) color = color.map((value, channel) => (value > 200 ? mark[channel] : (value + mark[channel]) / 2));
      }
      picture.data.set([...color, 255], at);
    }
  }
  await writeFile(path, PNG.sync.write(picture));
}

export const marks = { import: IMPORT_MARK, canvas: CANVAS_MARK };
