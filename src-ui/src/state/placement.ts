/** Where on the page something new goes. */
import type { BoxRect } from '../protocol/BoxRect';
import type { Session } from './session';

export interface ScreenPoint {
  x: number;
  y: number;
}

/** The page's CSS px at a point of the canvas. */
export function pagePoint(artboard: BoxRect, zoom: number, at: ScreenPoint): ScreenPoint {
  return { x: (at.x - artboard.x) / zoom, y: (at.y - artboard.y) / zoom };
}

/** Properties that put a box of this size on the page with its middle at a point of the canvas,
 * or in the middle of what is in view. Where the point is beside the page, the flow decides. */
export function placementAt(
  session: Session,
  size: { width: number; height: number },
  at?: ScreenPoint,
): Record<string, string> {
  const { artboard, zoom } = session.state.value;
  if (!artboard) return {};
  const canvas = session.canvas.value.getBoundingClientRect();
  const middle = at ?? { x: canvas.width / 2, y: canvas.height / 2 };
  const isOnPage =
    middle.x >= artboard.x &&
    middle.y >= artboard.y &&
    middle.x <= artboard.x + artboard.width &&
    middle.y <= artboard.y + artboard.height;
  if (!isOnPage) return {};
  const point = pagePoint(artboard, zoom, middle);
  return {
    position: 'absolute',
    left: `${Math.round(Math.max(0, point.x - size.width / 2))}px`,
    top: `${Math.round(Math.max(0, point.y - size.height / 2))}px`,
  };
}
