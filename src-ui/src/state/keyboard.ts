/** Turns keys into actions, for the whole window. */
import { IS_APPLE } from '../platform';
import { allActions, type Action } from './actions';
import { expectClipboardEvent } from './clipboard';
import type { Session } from './session';
import { isTypingTarget, matchesShortcut, parseShortcut, type Shortcut } from './shortcuts';
import { dialog } from './ui-state';

/** The browser's own copy, cut and paste events carry the system clipboard: `clipboard.ts`. */
const LEFT_TO_CLIPBOARD = new Set(['edit.copy', 'edit.cut', 'element.paste']);

const NUDGES: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Binding {
  shortcut: Shortcut;
  action: Action;
}

/** Listens until the answer is called. */
export function listenToKeys(session: Session): () => void {
  const bindings: Binding[] = allActions(session).flatMap((action) =>
    action.keys.map((key) => ({ shortcut: parseShortcut(key), action })),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isTypingTarget(event.target)) return;
    if (dialog.value !== undefined || isInOverlay(event.target)) return;
    if (playOrStop(session, event)) return;
    if (nudge(session, event)) return;
    for (const { shortcut, action } of bindings) {
      if (!matchesShortcut(event, shortcut, IS_APPLE)) continue;
      if (LEFT_TO_CLIPBOARD.has(action.id)) {
        expectClipboardEvent(session, action.id);
        return;
      }
      if (isNeededForFocus(event, session)) return;
      // Not left to the browser even where it does nothing now: Ctrl+D would set a bookmark.
      event.preventDefault();
      if (action.id === 'select.none') escape(session);
      else if (action.enabled(session)) action.run(session);
      return;
    }
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** Shift and space play the page, and Escape stops it. */
function playOrStop(session: Session, event: KeyboardEvent): boolean {
  const playing = session.playing.value;
  const toggles = event.code === 'Space' && event.shiftKey;
  if (!toggles && !(playing && event.key === 'Escape')) return false;
  event.preventDefault();
  if (playing) session.stop();
  else session.play();
  return true;
}

function nudge(session: Session, event: KeyboardEvent): boolean {
  const direction = NUDGES[event.key];
  if (!direction || event.metaKey || event.ctrlKey || event.altKey) return false;
  if (session.state.value.selection.length === 0 || isInControl(event.target)) return false;
  event.preventDefault();
  const step = event.shiftKey ? 10 : 1;
  session.run('element.nudge', {
    dx: direction[0] * step,
    dy: direction[1] * step,
    breakpoint: session.state.value.breakpoint,
  });
  return true;
}

/** Gives up the tool first and the selection then, as people press Escape twice. */
function escape(session: Session): void {
  if (session.state.value.tool !== 'select') session.run('tool.select', { tool: 'select' });
  else session.run('select.none');
}

/** Tab and Enter belong to the focused control, unless that is the canvas. */
function isNeededForFocus(event: KeyboardEvent, session: Session): boolean {
  if (event.key !== 'Tab' && event.key !== 'Enter') return false;
  const onCanvas = event.target === session.canvas.value || event.target === document.body;
  return !onCanvas || session.state.value.selection.length === 0;
}

function isInControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="slider"], [role="radiogroup"], [role="group"], [role="tablist"]') !== null
  );
}

function isInOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="menu"], [role="dialog"], [role="listbox"]') !== null
  );
}
