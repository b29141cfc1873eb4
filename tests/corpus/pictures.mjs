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

/** Colours of a difference picture: where the original, and where the canvas isn't as the export. */
export const MARKS = { original: [230, 30, 60], canvas: [20, 90, 240] };

/** The darkest grey of what lies under the marks. */
const FADED = 215;

export async function readPicture(path) {
  return PNG.sync.read(await readFile(path));
}

/**
 * Share of differing pixels, and a mask that says which they are. The shorter picture counts
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

/**
 * Writes a faded picture with marks where it differs: `masks` are `{ mask, mark }`, the mark an RGB
 * colour. Where two masks meet, their colours are mixed.
 */
export async function writeDifference(path, under, masks) {
  const width = Math.max(under.width, ...masks.map(({ mask }) => mask.width));
  const height = Math.max(under.height, ...masks.map(({ mask }) => mask.height));
  const picture = new PNG({ width, height });
  picture.data.fill(255);
  for (let y = 0; y < under.height; y += 1) {
    for (let x = 0; x < under.width; x += 1) {
      const from = (y * under.width + x) * 4;
      const to = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        picture.data[to + channel] = FADED + (under.data[from + channel] * (255 - FADED)) / 255;
      }
    }
  }
  const marked = new Uint8Array(width * height);
  for (const { mask, mark } of masks) {
    for (let y = 0; y < mask.height; y += 1) {
      for (let x = 0; x < mask.width; x += 1) {
        if (!mask.differs[y * mask.width + x]) continue;
        const at = y * width + x;
        for (let channel = 0; channel < 3; channel += 1) {
          const before = picture.data[at * 4 + channel];
          picture.data[at * 4 + channel] = marked[at] ? (before + mark[channel]) / 2 : mark[channel];
        }
        marked[at] = 1;
      }
    }
  }
  await writeFile(path, PNG.sync.write(picture));
}
