/** The bundled fonts, for the engine. The window's own Inter is declared in `fonts.css`. */
import fraunces from '../../../assets/fonts/Fraunces.ttf?url';
import frauncesItalic from '../../../assets/fonts/Fraunces-Italic.ttf?url';
import inter from '../../../assets/fonts/Inter.ttf?url';
import interItalic from '../../../assets/fonts/Inter-Italic.ttf?url';
import jetBrainsMono from '../../../assets/fonts/JetBrainsMono.ttf?url';
import notoSansArabic from '../../../assets/fonts/NotoSansArabic.ttf?url';
import notoSansHebrew from '../../../assets/fonts/NotoSansHebrew.ttf?url';
import twemoji from '../../../assets/fonts/Twemoji.ttf?url';
import type { FontFaceValues } from '../protocol/FontFaceValues';

export interface BundledFont {
  family: string;
  italic: boolean;
  address: string;
}

export const BUNDLED_FONTS: readonly BundledFont[] = [
  { family: 'Inter', italic: false, address: inter },
  { family: 'Inter', italic: true, address: interItalic },
  { family: 'Fraunces', italic: false, address: fraunces },
  { family: 'Fraunces', italic: true, address: frauncesItalic },
  { family: 'JetBrains Mono', italic: false, address: jetBrainsMono },
];

export const FONT_FAMILIES: readonly string[] = [
  ...new Set(BUNDLED_FONTS.map((font) => font.family)),
];

/** Fetched when a page has such letters, not at the start. */
const FALLBACK_FONTS: Record<string, string> = {
  'Noto Sans Arabic': notoSansArabic,
  'Noto Sans Hebrew': notoSansHebrew,
  Twemoji: twemoji,
};

/** The bytes of a family that letters fall back on. The window has it too from then on, for texts
 * that are edited in place. */
export async function fetchFallbackFont(family: string): Promise<Uint8Array> {
  const address = FALLBACK_FONTS[family];
  const answer = address === undefined ? undefined : await fetch(address);
  if (!answer?.ok) throw new Error(`The font ${family} couldn’t be read.`);
  const bytes = await answer.arrayBuffer();
  document.fonts.add(new FontFace(family, bytes, { weight: '100 900' }));
  return new Uint8Array(bytes);
}

/** Lets the window use a font of the project, for texts that are edited in place. */
export function addToWindow(faces: readonly FontFaceValues[], bytes: ArrayBuffer): void {
  for (const { family, weight, style, unicodeRange } of faces) {
    const said = { weight, style, unicodeRange: unicodeRange || 'U+0-10FFFF' };
    document.fonts.add(new FontFace(family, bytes, said));
  }
}

/** `font-family` of a text set in a family: it and those that the engine asks after it. */
export function withFallbacks(family: string): string {
  const families = [family.replace(/^"|"$/g, ''), 'Inter', ...Object.keys(FALLBACK_FONTS)];
  return families.map((it) => JSON.stringify(it)).join(', ');
}

/** The bytes of every bundled font. */
export function fetchFonts(): Promise<(BundledFont & { bytes: Uint8Array })[]> {
  return Promise.all(
    BUNDLED_FONTS.map(async (font) => {
      const answer = await fetch(font.address);
      if (!answer.ok) throw new Error(`The font ${font.family} couldn’t be read.`);
      return { ...font, bytes: new Uint8Array(await answer.arrayBuffer()) };
    }),
  );
}
