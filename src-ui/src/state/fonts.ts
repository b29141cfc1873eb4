/** The project's own fonts: which files and assets they are, and their families. */
import { FONT_FAMILIES } from '../platform/fonts';
import type { AssetRow } from '../protocol/AssetRow';

export const FONT_TYPES = '.woff2,.woff,.ttf,.otf';

export function isFontFile(file: Pick<File, 'name'>): boolean {
  return /\.(woff2?|ttf|otf)$/i.test(file.name);
}

/** Whether an asset is a font, which texts are set in, and no picture. */
export function isFont(asset: Pick<AssetRow, 'mediaType'>): boolean {
  return asset.mediaType.startsWith('font/');
}

/** What a font serves, as “Lato 700 italic”. */
export function faceNames(asset: Pick<AssetRow, 'faces'>): string {
  const names = asset.faces.map(({ family, weight, style }) => {
    const weights = weight.replace(' ', '–');
    return style === 'italic' ? `${family} ${weights} italic` : `${family} ${weights}`;
  });
  return [...new Set(names)].join(', ');
}

/** Every family that texts can be set in: the bundled ones, then the project's own by name. */
export function fontFamilies(assets: readonly Pick<AssetRow, 'faces'>[]): string[] {
  const own = assets.flatMap(({ faces }) => faces.map(({ family }) => family));
  const sorted = [...new Set(own)].sort((a, b) => a.localeCompare(b));
  return [...FONT_FAMILIES, ...sorted];
}
