/** Pointer places on the ruler and on what lies under it. */
import { useRef, type RefObject } from 'react';

import type { AnimationRow } from '../../protocol/AnimationRow';
import { rulerMillis } from './time-scale';

export interface Ruler {
  /** The element whose width is the ruler's length. */
  area: RefObject<HTMLDivElement | null>;
  /** The time under a pointer; before the start and after the end count as these. */
  millisAt: (clientX: number) => number;
  /** So many px as a time. */
  millisOfPx: (px: number) => number;
}

export function useRuler(animation: AnimationRow): Ruler {
  const area = useRef<HTMLDivElement>(null);
  const length = rulerMillis(animation);
  return {
    area,
    millisAt: (clientX) => {
      const box = area.current?.getBoundingClientRect();
      if (!box || box.width === 0) return 0;
      return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * length;
    },
    millisOfPx: (px) => {
      const width = area.current?.getBoundingClientRect().width ?? 0;
      return width === 0 ? 0 : (px / width) * length;
    },
  };
}
