/**
 * A `transform` as fields show it. Each field is about the first function of its kind; the others,
 * and the order in which they stand, are left as they are.
 */

export type TransformKind = 'translate' | 'rotate' | 'skew' | 'scale';

interface TransformFunction {
  kind: TransformKind | 'matrix';
  /** One or two values, for both axes where the kind has two. */
  values: readonly string[];
}

/** What a function of a kind is where it does nothing. */
const IDENTITY: Record<TransformKind, readonly string[]> = {
  translate: ['0px', '0px'],
  rotate: ['0deg'],
  skew: ['0deg', '0deg'],
  scale: ['1', '1'],
};

/** New functions stand in this order, as CSS's own properties do: moved last, scaled first. */
const ORDER: readonly TransformKind[] = ['translate', 'rotate', 'skew', 'scale'];

export function parseTransform(text: string): TransformFunction[] {
  const found = text.matchAll(/([a-zA-Z]+)\(((?:[^()]|\([^()]*\))*)\)/g);
  return [...found].map(([, name = '', inner = '']) => {
    const values = inner.split(/,(?![^(]*\))/).map((it) => it.trim());
    const first = values[0] ?? '';
    switch (name) {
      case 'translate':
        return { kind: 'translate', values: [first, values[1] ?? '0px'] };
      case 'rotate':
        return { kind: 'rotate', values: [first] };
      case 'scale':
        return { kind: 'scale', values: [first, values[1] ?? first] };
      case 'skew':
        return { kind: 'skew', values: [first, values[1] ?? '0deg'] };
      case 'skewX':
        return { kind: 'skew', values: [first, '0deg'] };
      case 'skewY':
        return { kind: 'skew', values: ['0deg', first] };
      default:
        return { kind: 'matrix', values };
    }
  });
}

export function formatTransform(functions: readonly TransformFunction[]): string {
  const texts = functions.map(({ kind, values }) => `${kind}(${values.join(', ')})`);
  return texts.length === 0 ? 'none' : texts.join(' ');
}

/** The values of the first function of a kind; those that do nothing where there is none. */
export function transformValues(text: string, kind: TransformKind): readonly string[] {
  return parseTransform(text).find((it) => it.kind === kind)?.values ?? IDENTITY[kind];
}

/** The transform with other values for the first function of a kind; without it where they do
 * nothing. */
export function withTransformValues(
  text: string,
  kind: TransformKind,
  values: readonly string[],
): string {
  const functions = parseTransform(text);
  const at = functions.findIndex((it) => it.kind === kind);
  const idle = values.every((value, index) => isIdle(value, kind, index));
  if (at >= 0) {
    functions.splice(at, 1, ...(idle ? [] : [{ kind, values }]));
  } else if (!idle) {
    const later = functions.findIndex(
      (it) => it.kind !== 'matrix' && ORDER.indexOf(it.kind) > ORDER.indexOf(kind),
    );
    functions.splice(later < 0 ? functions.length : later, 0, { kind, values });
  }
  return formatTransform(functions);
}

function isIdle(value: string, kind: TransformKind, index: number): boolean {
  return parseFloat(value) === parseFloat(IDENTITY[kind][index] ?? '') && !value.includes('(');
}
