/** Decodes image files to the pixels that the engine paints. */

export interface DecodedImage {
  width: number;
  height: number;
  /** Eight bits a channel, alpha not premultiplied, rows from the top. */
  rgba: Uint8Array;
}

/** Beyond this many px a side, graphics cards refuse textures. */
const LARGEST_SIDE_PX = 4096;

export async function decodeImage(file: Blob): Promise<DecodedImage> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST_SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser can’t decode images.');
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const pixels = context.getImageData(0, 0, width, height);
  return { width, height, rgba: new Uint8Array(pixels.data.buffer) };
}
