/** Bringing image and font files into the project. */
import type { AssetRow } from '../protocol/AssetRow';
import { isDrawingFile, placeDrawing } from './drawings';
import { FONT_TYPES, faceNames, isFontFile } from './fonts';
import { placementAt, type ScreenPoint } from './placement';
import type { Session } from './session';
import { showError, showToast } from './toasts';

const IMAGE_TYPES = 'image/png,image/jpeg,image/webp,image/gif';

export function isImageFile(file: File): boolean {
  return file.type.startsWith('image/');
}

/** Stores a file with the host and makes it an asset of the project. */
export async function addAssetFile(session: Session, file: File): Promise<AssetRow | undefined> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const row = await session.host.addAsset(file.name || 'image.png', bytes);
    const known = session.state.value.assets.some((asset) => asset.hash === row.hash);
    if (!known && !session.run('asset.add', row)) return undefined;
    return row;
  } catch (error) {
    showError(error);
    return undefined;
  }
}

/** Wider images are put on the page scaled down to this. */
const LARGEST_WIDTH_PX = 1200;

/** Creates an image element of natural size, as far as that fits, with its middle at a point of
 * the canvas or of what is in view. */
export function createImage(session: Session, asset: AssetRow, at?: ScreenPoint): void {
  const scale = Math.min(1, LARGEST_WIDTH_PX / Math.max(asset.width, 1));
  const width = Math.round(asset.width * scale);
  const height = Math.round(asset.height * scale);
  const outcome = session.run('element.create', {
    kind: 'image',
    name: asset.name.replace(/\.[^.]+$/, '') || 'Image',
    properties: {
      src: asset.hash,
      ...placementAt(session, { width, height }, at),
      width: `${width}px`,
      height: `${height}px`,
      'object-fit': 'cover',
    },
  });
  if (outcome?.created) session.run('select.set', { ids: outcome.created });
}

/** Adds every image among the files and puts it on the page, drawings as vectors; fonts become part of the project. */
export async function placeFiles(
  session: Session,
  files: readonly File[],
  at?: ScreenPoint,
): Promise<void> {
  const drawings = files.filter(isDrawingFile);
  const images = files.filter((file) => isImageFile(file) && !isDrawingFile(file));
  const fonts = files.filter(isFontFile);
  if (drawings.length + images.length + fonts.length < files.length) {
    showToast({
      tone: 'error',
      text: 'Only images, drawings and fonts can be dropped here. The other files were left out; convert pictures to PNG, JPEG or WebP first.',
    });
  }
  await addFontFiles(session, fonts);
  for (const file of drawings) await placeDrawing(session, file, at);
  for (const file of images) {
    const asset = await addAssetFile(session, file);
    if (asset) createImage(session, asset, at);
  }
}

/** Makes font files part of the project and says which families can be chosen now. */
export async function addFontFiles(session: Session, files: readonly File[]): Promise<void> {
  const added: AssetRow[] = [];
  for (const file of files) {
    const asset = await addAssetFile(session, file);
    if (asset) added.push(asset);
  }
  if (added.length === 0) return;
  const names = added.map(faceNames).join(', ');
  showToast({ tone: 'info', text: `${names} can be chosen as the font of texts now.` });
}

/** Opens the system's file dialog; resolves to nothing where it is given up. */
export function chooseImageFiles(multiple: boolean): Promise<File[]> {
  return chooseFiles(IMAGE_TYPES, multiple);
}

/** As {@link chooseImageFiles}, for all that the project can keep. */
export function chooseAssetFiles(): Promise<File[]> {
  return chooseFiles(`${IMAGE_TYPES},${FONT_TYPES}`, true);
}

function chooseFiles(types: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = types;
    input.multiple = multiple;
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}
