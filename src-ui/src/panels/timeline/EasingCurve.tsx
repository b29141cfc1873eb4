const NAMED: Record<string, readonly [number, number, number, number]> = {
  linear: [0, 0, 1, 1],
  ease: [0.25, 0.1, 0.25, 1],
  'ease-in': [0.42, 0, 1, 1],
  'ease-out': [0, 0, 0.58, 1],
  'ease-in-out': [0.42, 0, 0.58, 1],
};

/** The control points of a cubic curve; `undefined` for easings of another kind. */
export function curveOf(easing: string): readonly [number, number, number, number] | undefined {
  const named = NAMED[easing];
  if (named) return named;
  const inner = /^cubic-bezier\((.*)\)$/.exec(easing)?.[1];
  const [x1, y1, x2, y2] = inner?.split(',').map(Number) ?? [];
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return [x1, y1, x2, y2];
}

/** How a change goes over time, as a graph. */
export function EasingCurve({ easing }: { easing: string }) {
  const curve = curveOf(easing);
  if (!curve) return null;
  const [x1, y1, x2, y2] = curve.map((it) => it * 100) as [number, number, number, number];
  return (
    <svg className="easing-curve" viewBox="-20 -30 240 160" role="img" aria-label={`Curve: ${easing}`}>
      <path className="easing-curve__frame" d="M0 0H200M0 100H200" />
      <path className="easing-curve__arm" d={`M0 100L${x1 * 2} ${100 - y1}M200 0L${x2 * 2} ${100 - y2}`} />
      <path
        className="easing-curve__line"
        d={`M0 100C${x1 * 2} ${100 - y1} ${x2 * 2} ${100 - y2} 200 0`}
      />
    </svg>
  );
}
