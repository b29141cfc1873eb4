/** The system clipboard: elements, texts and images in and out. */
import type { ClipboardContent } from '../protocol/ClipboardContent';
import { placeFiles } from './assets';
import { isDrawingText, placeDrawingText } from './drawings';
import { placementAt } from './placement';
import type { Session } from './session';
import { isTypingTarget } from './shortcuts';
import { dialog } from './ui-state';

const ELEMENTS_TYPE = 'application/x-omnios-elements';

/** The elements in a clipboard text, if it holds any. */
export function readElements(text: string): ClipboardContent | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const content = JSON.parse(text) as Partial<ClipboardContent> | null;
    return content?.format === 'omnios/elements' && Array.isArray(content.elements)
      ? (content as ClipboardContent)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Listens until the answer is called. */
export function listenToClipboard(session: Session): () => void {
  const isOurs = (event: ClipboardEvent): boolean =>
    !event.defaultPrevented &&
    dialog.value === undefined &&
    !isTypingTarget(event.target) &&
    (document.getSelection()?.isCollapsed ?? true);

  const onCopy = (event: ClipboardEvent): void => {
    pending.clear();
    if (!isOurs(event) || session.state.value.selection.length === 0) return;
    const content = session.run(event.type === 'cut' ? 'edit.cut' : 'edit.copy')?.clipboard;
    if (!content) return;
    event.preventDefault();
    const text = JSON.stringify(content);
    event.clipboardData?.setData(ELEMENTS_TYPE, text);
    event.clipboardData?.setData('text/plain', text);
  };
  const onPaste = (event: ClipboardEvent): void => {
    pending.clear();
    if (!isOurs(event)) return;
    event.preventDefault();
    const data = event.clipboardData;
    const text = data?.getData(ELEMENTS_TYPE) || data?.getData('text/plain') || '';
    const files = [...(data?.files ?? [])];
    if (files.length > 0 && !readElements(text)) void placeFiles(session, files);
    else pasteText(session, data?.getData('image/svg+xml') || text);
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}

/** How long a browser may take to tell of its clipboard after the keys were pressed. */
const EVENT_WAIT_MS = 120;

const pending = new Set<symbol>();

/** Some web views send no clipboard event where no text is selected. Called when the keys are
 * pressed: does the work itself, with the studio's own clipboard, if no event follows. */
export function expectClipboardEvent(session: Session, command: string): void {
  const mark = Symbol(command);
  pending.add(mark);
  setTimeout(() => {
    if (!pending.delete(mark)) return;
    if (command === 'element.paste') session.run('element.paste');
    else if (session.state.value.selection.length > 0) {
      void copySelection(session, command === 'edit.cut' ? 'edit.cut' : 'edit.copy');
    }
  }, EVENT_WAIT_MS);
}

/** Copy or cut from a menu, where no clipboard event comes. */
export async function copySelection(session: Session, command: 'edit.copy' | 'edit.cut'): Promise<void> {
  const content = session.run(command)?.clipboard;
  if (!content) return;
  try {
    await navigator.clipboard.writeText(JSON.stringify(content));
  } catch {
    // Refused by the browser: the studio's own clipboard holds it all the same.
  }
}

/** Paste from a menu. */
export async function pasteFromMenu(session: Session): Promise<void> {
  let text = '';
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // Refused by the browser: the studio's own clipboard is used.
  }
  pasteText(session, text);
}

function pasteText(session: Session, text: string): void {
  const content = readElements(text);
  if (content) {
    session.run('element.paste', { content });
  } else if (text.trim() === '') {
    session.run('element.paste');
  } else if (isDrawingText(text)) {
    void placeDrawingText(session, text);
  } else {
    const outcome = session.run('element.create', {
      kind: 'text',
      text: text.trim(),
      properties: placementAt(session, { width: 200, height: 24 }),
    });
    if (outcome?.created) session.run('select.set', { ids: outcome.created });
  }
}
