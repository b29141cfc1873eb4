/** How an element gets its size along one axis, in the words design tools use. */

export type SizeMode = 'fixed' | 'hug' | 'fill' | 'percent';
export type Axis = 'width' | 'height';

/** What decides the mode. */
export interface SizeContext {
  axis: Axis;
  /** `block`, `row`, `column` or `grid`; absent where parents differ. */
  parentLayout: string | undefined;
  /** Whether it is placed freely, out of the parent's layout. */
  free: boolean;
  /** Images and the like have a size of their own even in block layout. */
  natural: boolean;
}

export interface SizeValues {
  size: string | undefined;
  grow: string | undefined;
  alignSelf: string | undefined;
}

type FlexAxis = 'main' | 'cross';

function flexAxis(context: SizeContext): FlexAxis | undefined {
  if (context.free) return undefined;
  if (context.parentLayout === 'row') return context.axis === 'width' ? 'main' : 'cross';
  if (context.parentLayout === 'column') return context.axis === 'height' ? 'main' : 'cross';
  return undefined;
}

/** A grid stretches boxes to their cells. */
function inCell(context: SizeContext): boolean {
  return context.parentLayout === 'grid' && !context.free && !context.natural;
}

/** Block layout gives boxes without a width the whole line. */
function fillsByItself(context: SizeContext): boolean {
  return (
    context.axis === 'width' && context.parentLayout === 'block' && !context.free && !context.natural
  );
}

export function sizeMode(values: SizeValues, context: SizeContext): SizeMode {
  if (values.size === '100%') return 'fill';
  if (values.size?.endsWith('-content')) return 'hug';
  if (values.size?.endsWith('%')) return 'percent';
  const axis = flexAxis(context);
  if (axis === 'main' && Number(values.grow ?? 0) > 0) return 'fill';
  if (values.size !== undefined && values.size !== 'auto') return 'fixed';
  if (axis === 'cross' && values.alignSelf === 'stretch') return 'fill';
  return fillsByItself(context) || inCell(context) ? 'fill' : 'hug';
}

/** The modes there are, in the menu's order. */
export function offeredModes(): SizeMode[] {
  return ['fixed', 'hug', 'fill', 'percent'];
}

/** The properties that bring about a size in px or per cent: what an earlier mode set must not
 * hold on. */
export function setProperties(context: SizeContext, size: string): Record<string, string> {
  const flex = flexAxis(context);
  const neutral: Record<string, string> =
    flex === 'main'
      ? { 'flex-grow': '0', 'flex-basis': 'auto' }
      : flex === 'cross'
        ? { 'align-self': 'auto' }
        : {};
  return { ...neutral, [context.axis]: size };
}
