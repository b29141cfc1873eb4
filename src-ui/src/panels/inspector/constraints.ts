/** What a freely placed element keeps to along one axis, read from its CSS. */

export type ConstraintAxis = 'horizontal' | 'vertical';

const NAMES = {
  horizontal: { start: 'left', end: 'right', size: 'width' },
  vertical: { start: 'top', end: 'bottom', size: 'height' },
} as const;

export const CONSTRAINTS = {
  horizontal: [
    { value: 'left', label: 'Left' },
    { value: 'right', label: 'Right' },
    { value: 'left-right', label: 'Left and right' },
    { value: 'center', label: 'Center' },
    { value: 'scale', label: 'Scale' },
  ],
  vertical: [
    { value: 'top', label: 'Top' },
    { value: 'bottom', label: 'Bottom' },
    { value: 'top-bottom', label: 'Top and bottom' },
    { value: 'center', label: 'Center' },
    { value: 'scale', label: 'Scale' },
  ],
} as const;

/** The word for what holds; absent where the selection differs. */
export function constraintOf(
  axis: ConstraintAxis,
  value: (name: string) => string | undefined,
): string | undefined {
  const { start, end, size } = NAMES[axis];
  const [near, far, extent] = [value(start), value(end), value(size)];
  if (near === undefined || far === undefined || extent === undefined) return undefined;
  if (near !== 'auto' && far !== 'auto') return `${start}-${end}`;
  if (far !== 'auto') return end;
  if (near.startsWith('calc(50%') || (near === '50%' && !extent.endsWith('%'))) return 'center';
  if (near.endsWith('%')) return 'scale';
  return start;
}
