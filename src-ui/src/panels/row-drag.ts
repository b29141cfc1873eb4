/** Dragging rows by pointer: the same code for mouse, pen and tests, in browser and desktop. */

const THRESHOLD_PX = 4;

interface Handlers {
  onMove: (event: PointerEvent) => void;
  onDrop: () => void;
  onEnd: () => void;
}

/** Follows the pointer after a press; the drag begins once it has moved a little. */
export function followRowDrag(down: { clientX: number; clientY: number }, handlers: Handlers): void {
  let dragging = false;
  const ends = new AbortController();
  const options = { signal: ends.signal };
  const finish = (): void => {
    ends.abort();
    document.documentElement.style.cursor = '';
    if (dragging) handlers.onEnd();
  };
  window.addEventListener(
    'pointermove',
    (event) => {
      const distance = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!dragging && distance < THRESHOLD_PX) return;
      dragging = true;
      document.documentElement.style.cursor = 'grabbing';
      handlers.onMove(event);
    },
    options,
  );
  window.addEventListener(
    'pointerup',
    () => {
      if (dragging) {
        handlers.onDrop();
        // The click that follows belongs to the drag.
        window.addEventListener('click', (event) => event.stopPropagation(), {
          capture: true,
          once: true,
        });
        setTimeout(() => finish());
      } else finish();
    },
    options,
  );
  window.addEventListener('pointercancel', finish, options);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      finish();
    },
    { ...options, capture: true },
  );
}
