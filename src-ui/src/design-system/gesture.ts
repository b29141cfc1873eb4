/** Tells whoever keeps the undo steps where a continuous change begins and ends. The design system
 * knows no project; the open one says here what to call. */
import { createContext, useContext } from 'react';

export interface GestureBounds {
  begin: () => void;
  end: () => void;
}

export const GestureContext = createContext<GestureBounds>({
  begin: () => undefined,
  end: () => undefined,
});

export function useGesture(): GestureBounds {
  return useContext(GestureContext);
}
