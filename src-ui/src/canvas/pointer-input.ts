/** Hands the canvas's pointer, wheel and gesture events to the engine. */
import { IS_APPLE } from '../platform';
import type { PointerPhase } from '../protocol/PointerPhase';
import { chooseImageFiles, addAssetFile } from '../state/assets';
import type { Session } from '../state/session';
import { isTypingTarget } from '../state/shortcuts';
import { ClickCounter } from './click-counter';

/** Safari's and WebKitGTK's pinch. */
interface GestureEvent extends UIEvent {
  scale: number;
  clientX: number;
  clientY: number;
}

/** Wheel px that the engine takes for a zoom by the factor e. */
const WHEEL_PX_PER_ZOOM_E = 250;
const LINE_PX = 16;

/** Listens until the answer is called. */
export function listenToPointer(session: Session, canvas: HTMLCanvasElement): () => void {
  const counter = new ClickCounter();
  let clicks = 1;
  let mousePress: PointerEvent | undefined;
  const ends = new AbortController();
  const options = { signal: ends.signal };
  let space = false;
  let pressed = false;
  let gestureScale = 1;

  const send = (phase: PointerPhase, event: PointerEvent): void => {
    const box = canvas.getBoundingClientRect();
    session.pointer({
      phase,
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      button: event.button,
      clicks,
      shift: event.shiftKey,
      alt: event.altKey,
      command: IS_APPLE ? event.metaKey : event.ctrlKey,
      space,
    });
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (session.state.value.editing) session.finishEditing();
      canvas.focus({ preventScroll: true });
      try {
        canvas.setPointerCapture(event.pointerId);
      } catch {
        // The pointer went up meanwhile; the release is on its way.
      }
      pressed = true;
      if (event.pointerType === 'mouse') {
        mousePress = event;
        return;
      }
      clicks = counter.press(event.clientX, event.clientY, event.button, event.timeStamp);
      send('down', event);
    },
    options,
  );
  // Only the mouse event that follows knows whether the system counts it as a double click.
  canvas.addEventListener(
    'mousedown',
    (event) => {
      // The canvas has the focus already; given it again after this press, it would take it from
      // the text field that the press may open.
      event.preventDefault();
      if (!mousePress) return;
      clicks = Math.min(Math.max(event.detail, 1), 255);
      send('down', mousePress);
      mousePress = undefined;
    },
    options,
  );
  canvas.addEventListener('pointermove', (event) => send('move', event), options);
  canvas.addEventListener(
    'pointerup',
    (event) => {
      pressed = false;
      const tool = session.state.value.tool;
      send('up', event);
      if (tool === 'image') void provideImage(session);
    },
    options,
  );
  canvas.addEventListener(
    'pointercancel',
    (event) => {
      pressed = false;
      send('cancel', event);
    },
    options,
  );
  canvas.addEventListener(
    'pointerleave',
    (event) => {
      if (!pressed) send('leave', event);
    },
    options,
  );

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const box = canvas.getBoundingClientRect();
      const zoom = event.ctrlKey || event.metaKey;
      // Mice have one wheel: Shift turns it sideways, where the system doesn't already.
      const sideways = event.shiftKey && !zoom && event.deltaX === 0;
      const dx = (sideways ? event.deltaY : event.deltaX) * unit;
      const dy = (sideways ? 0 : event.deltaY) * unit;
      session.wheel(event.clientX - box.left, event.clientY - box.top, dx, dy, zoom);
    },
    { ...options, passive: false },
  );
  // The page itself must not zoom, wherever the pointer is.
  window.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey) event.preventDefault();
    },
    { ...options, passive: false },
  );

  const onGesture = (event: Event): void => {
    event.preventDefault();
    const gesture = event as GestureEvent;
    if (event.type === 'gesturestart') gestureScale = 1;
    const ratio = gesture.scale / gestureScale;
    gestureScale = gesture.scale;
    if (!(ratio > 0) || ratio === 1) return;
    const box = canvas.getBoundingClientRect();
    const dy = -Math.log(ratio) * WHEEL_PX_PER_ZOOM_E;
    session.wheel(gesture.clientX - box.left, gesture.clientY - box.top, 0, dy, true);
  };
  canvas.addEventListener('gesturestart', onGesture, options);
  canvas.addEventListener('gesturechange', onGesture, options);

  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === ' ' && !event.shiftKey && !isTypingTarget(event.target) && !isButton(event.target)) {
        event.preventDefault();
        space = true;
        canvas.dataset['pan'] = 'true';
      } else if (event.key === 'Escape' && pressed) {
        // A drag is given up before the selection is.
        event.preventDefault();
        event.stopImmediatePropagation();
        session.pointer({
          phase: 'cancel',
          x: 0,
          y: 0,
          button: -1,
          clicks: 0,
          shift: false,
          alt: false,
          command: false,
          space: false,
        });
        pressed = false;
      }
    },
    { ...options, capture: true },
  );
  const endSpace = (): void => {
    space = false;
    delete canvas.dataset['pan'];
  };
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.key === ' ') endSpace();
    },
    options,
  );
  window.addEventListener('blur', endSpace, options);

  return () => ends.abort();
}

/** Whether the space bar would press what has the keyboard. A button that was clicked has the
 * focus too, but nobody expects the space bar to press it again. */
function isButton(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('button:focus-visible, [role="option"], [role="menuitem"], [role="tree"]')
  );
}

/** A freshly drawn image has no picture yet: asks for one. */
async function provideImage(session: Session): Promise<void> {
  const { kinds, ids, fields } = session.inspector.value;
  const isEmptyImage = kinds.length === 1 && kinds[0] === 'image' && !fields['src']?.value;
  if (!isEmptyImage) return;
  const [file] = await chooseImageFiles(false);
  const asset = file && (await addAssetFile(session, file));
  if (asset) session.run('element.set', { ids, properties: { src: asset.hash } });
}
