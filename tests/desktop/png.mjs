/**
 * Reads a PNG as WebKitWebDriver writes it (8 bits a channel, RGB or RGBA, not interlaced), to
 * see whether a screenshot shows anything. The format: https://www.w3.org/TR/png-3/
 */
import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width and height in pixels, and the pixels as rows of RGB or RGBA bytes. */
export function decodePng(bytes) {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG.');
  let header;
  const compressed = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') compressed.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || !channels || header[12] !== 0) {
    throw new Error(`This kind of PNG is not read here: ${[...header.subarray(8)]}`);
  }
  const stride = width * channels;
  const filtered = inflateSync(Buffer.concat(compressed));
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? pixels[y * stride + x - channels] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + x] : 0;
      const upLeft = x >= channels && y > 0 ? pixels[(y - 1) * stride + x - channels] : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter];
      pixels[y * stride + x] = filtered[y * (stride + 1) + 1 + x] + predicted;
    }
  }
  return { width, height, channels, pixels };
}

function paeth(left, up, upLeft) {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((near) => Math.abs(estimate - near));
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/**
 * How many colours a part of the picture has, and which share of it the most frequent one takes.
 * The box is in pixels of the picture.
 */
export function colours(picture, box) {
  const counts = new Map();
  let total = 0;
  for (let y = Math.max(0, box.y); y < Math.min(picture.height, box.y + box.height); y += 1) {
    for (let x = Math.max(0, box.x); x < Math.min(picture.width, box.x + box.width); x += 1) {
      const at = (y * picture.width + x) * picture.channels;
      const colour = picture.pixels.readUIntBE(at, 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      total += 1;
    }
  }
  return { count: counts.size, largestShare: Math.max(...counts.values()) / total };
}
