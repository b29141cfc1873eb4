/** A small picture of a paint, on a checkerboard where it is translucent. */
export function Swatch({ background, size = 16 }: { background: string; size?: number }) {
  return (
    <span className="swatch" style={{ width: size, height: size }}>
      <span style={{ background }} />
    </span>
  );
}
