/** Puts the session's canvas into the page and keeps its size. */
import { useEffect, useRef, type RefObject } from 'react';

import { useStore } from '../state/store';
import { isDark } from '../state/ui-state';
import { useSession, useStudio } from '../state/use-session';
import { listenToPointer } from './pointer-input';

export function useCanvas(): RefObject<HTMLDivElement | null> {
  const session = useSession();
  const holder = useRef<HTMLDivElement>(null);
  const cursor = useStudio((state) => state.cursor);
  const dark = useStore(isDark);
  const canvas = useStore(session.canvas);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    // One that replaces a lost canvas takes over its focus.
    const focused = element.querySelector('canvas') === document.activeElement;
    canvas.tabIndex = 0;
    canvas.dataset['testid'] = 'canvas';
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', 'Canvas. The layers tree lists the same elements.');
    element.prepend(canvas);
    if (focused) canvas.focus({ preventScroll: true });

    const resize = (): void => {
      const scale = devicePixelRatio;
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      session.resize(width, height, scale);
    };
    resize();
    const sizes = new ResizeObserver(resize);
    sizes.observe(element);
    const stopListening = listenToPointer(session, canvas);

    // Moving the window to another screen changes the scale without a resize.
    let scaleQuery: MediaQueryList | undefined;
    const watchScale = (): void => {
      scaleQuery?.removeEventListener('change', watchScale);
      scaleQuery = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      scaleQuery.addEventListener('change', watchScale);
      resize();
    };
    watchScale();

    return () => {
      sizes.disconnect();
      stopListening();
      scaleQuery?.removeEventListener('change', watchScale);
    };
  }, [session, canvas]);

  useEffect(() => {
    canvas.style.cursor = cursor;
  }, [canvas, cursor]);

  useEffect(() => session.setTheme(dark), [session, dark]);

  return holder;
}
