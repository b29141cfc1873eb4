/** SVG drawings: brought in as vectors that can be edited. */
import type { ClipboardContent } from '../protocol/ClipboardContent';
import type { ImportNote } from '../protocol/ImportNote';
import { placementAt, type ScreenPoint } from './placement';
import type { Session } from './session';
import { showError, showToast } from './toasts';

export function isDrawingFile(file: Pick<File, 'name' | 'type'>): boolean {
  return file.type === 'image/svg+xml' || /\.svg$/i.test(file.name);
}

/** Whether a text is the markup of a drawing. */
export function isDrawingText(text: string): boolean {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text);
}

/** Puts an SVG file on the page as vectors, with its middle at a point of the canvas or of what is
 * in view; selects it and says what came over otherwise. */
export async function placeDrawing(
  session: Session,
  file: Pick<File, 'name' | 'arrayBuffer'>,
  at?: ScreenPoint,
): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await session.host.readDrawing(file.name, bytes);
    const outcome = session.run('element.paste', { content: placed(session, answer.content, at) });
    if (!outcome) return;
    session.run('select.set', { ids: outcome.created });
    if (answer.notes.length > 0) showToast({ tone: 'info', text: told(file.name, answer.notes) });
  } catch (error) {
    showError(error);
  }
}

/** As {@link placeDrawing}, for markup. */
export function placeDrawingText(session: Session, markup: string): Promise<void> {
  return placeDrawing(session, new File([markup], 'Drawing.svg'));
}

function placed(session: Session, content: ClipboardContent, at?: ScreenPoint): ClipboardContent {
  const [frame, ...inside] = content.elements;
  if (!frame) return content;
  const px = (name: string): number => Number.parseFloat(frame.properties[name] ?? '') || 0;
  const size = { width: px('width'), height: px('height') };
  const properties = { ...frame.properties, ...placementAt(session, size, at) };
  return { ...content, elements: [{ ...frame, properties }, ...inside] };
}

/** What is to be known of a drawing, in one sentence for each thing. */
export function told(name: string, notes: readonly Pick<ImportNote, 'message'>[]): string {
  const things = notes.map((note) => note.message).join('; ');
  return `“${name}” is on the page, but ${things}.`;
}
