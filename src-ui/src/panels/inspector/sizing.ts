/** How an element gets its size along one axis, in the words design tools use. */

export type SizeMode = 'fixed' | 'hug' | 'fill' | 'percent';
export type Axis = 'width' | 'height';

/** What decides the mode. */
export interface SizeContext {
  axis: Axis;
  /** `block`, `row` or `column`; absent where parents differ. */
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

/** Block layout gives boxes without a width the whole line. */
function fillsByItself(context: SizeContext): boolean {
  return (
    context.axis === 'width' && context.parentLayout === 'block' && !context.free && !context.natural
  );
}

export function sizeMode(values: SizeValues, context: SizeContext): SizeMode {
  if (values.size === '100%') return 'fill';
  if (values.size?.endsWith('%')) return 'percent';
  const axis = flexAxis(context);
  if (axis === 'main' && Number(values.grow ?? 0) > 0) return 'fill';
  if (values.size !== undefined && values.size !== 'auto') return 'fixed';
  if (axis === 'cross' && values.alignSelf === 'stretch') return 'fill';
  return fillsByItself(context) ? 'fill' : 'hug';
}

/** The modes that make sense there. */
export function offeredModes(context: SizeContext): SizeMode[] {
  return fillsByItself(context) ? ['fixed', 'fill', 'percent'] : ['fixed', 'hug', 'fill', 'percent'];
}

/** The properties that bring about a mode; `current` is the laid out size in CSS px. */
export function sizeProperties(
  mode: SizeMode,
  context: SizeContext,
  current: number,
): Record<string, string> {
  const { axis } = context;
  const flex = flexAxis(context);
  // What an earlier mode set must not hold on.
  const neutral: Record<string, string> =
    flex === 'main' ? { 'flex-grow': '0' } : flex === 'cross' ? { 'align-self': 'auto' } : {};
  switch (mode) {
    case 'fixed':
      return { ...neutral, [axis]: `${Math.round(current)}px` };
    case 'percent':
      return { ...neutral, [axis]: '50%' };
    case 'hug':
      return flex === 'cross'
        ? { 'align-self': 'flex-start', [axis]: 'auto' }
        : { ...neutral, [axis]: 'auto' };
    case 'fill':
      if (flex === 'main') return { 'flex-grow': '1', [axis]: 'auto' };
      if (flex === 'cross') return { 'align-self': 'stretch', [axis]: 'auto' };
      return { [axis]: fillsByItself(context) ? 'auto' : '100%' };
  }
}
