/** Numbers as fields show and read them: CSS lengths and small expressions. */

export type Unit = 'px' | '%' | '';

/** A CSS length or number; `auto` and `none` have no number. */
export interface CssNumber {
  number: number;
  unit: Unit;
}

/** Reads `12px`, `50%`, `1.5`; `undefined` for `auto`, `none` and anything else. */
export function parseCssNumber(text: string | undefined): CssNumber | undefined {
  const match = /^(-?(?:\d+\.?\d*|\.\d+))(px|%|)$/.exec(text?.trim() ?? '');
  if (!match) return undefined;
  return { number: Number(match[1]), unit: (match[2] ?? '') as Unit };
}

/** At most two decimals, no trailing zeros, no minus zero. */
export function formatNumber(number: number): string {
  return String(Math.round(number * 100) / 100 || 0);
}

export function formatCssNumber({ number, unit }: CssNumber): string {
  return `${formatNumber(number)}${unit}`;
}

/**
 * Evaluates what a person typed: `100/3`, `(8+4)*2`, `50%`; after a leading `+`, `*` or `/` the
 * rest is done to `current` (`+10`); `-10` is the number itself, since positions are often
 * negative. `undefined` where it is no number.
 */
export function evaluate(
  text: string,
  current: number | undefined,
): { number: number; unit: Unit | undefined } | undefined {
  let source = text.trim().replace(/,/g, '.').replace(/×/g, '*').replace(/−/g, '-');
  let unit: Unit | undefined;
  const suffix = /(px|%)$/i.exec(source);
  if (suffix) {
    unit = suffix[1] === '%' ? '%' : 'px';
    source = source.slice(0, -suffix[0].length);
  }
  if (/^[+*/]/.test(source)) {
    if (current === undefined) return undefined;
    source = `(${current})${source}`;
  }
  const number = new Expression(source).value();
  return number === undefined ? undefined : { number, unit };
}

/** Recursive descent over `+ - * / ( )` and decimal numbers. */
class Expression {
  #at = 0;

  constructor(private readonly source: string) {}

  value(): number | undefined {
    const number = this.#sum();
    this.#skipSpace();
    const whole = this.#at === this.source.length;
    return whole && number !== undefined && Number.isFinite(number) ? number : undefined;
  }

  #sum(): number | undefined {
    let left = this.#product();
    for (;;) {
      const operator = this.#take(/[+-]/y);
      if (!operator || left === undefined) return left;
      const right = this.#product();
      if (right === undefined) return undefined;
      left = operator === '+' ? left + right : left - right;
    }
  }

  #product(): number | undefined {
    let left = this.#factor();
    for (;;) {
      const operator = this.#take(/[*/]/y);
      if (!operator || left === undefined) return left;
      const right = this.#factor();
      if (right === undefined) return undefined;
      left = operator === '*' ? left * right : left / right;
    }
  }

  #factor(): number | undefined {
    const sign = this.#take(/[+-]/y);
    if (sign) {
      const inner = this.#factor();
      return inner === undefined ? undefined : sign === '-' ? -inner : inner;
    }
    if (this.#take(/\(/y)) {
      const inner = this.#sum();
      return this.#take(/\)/y) ? inner : undefined;
    }
    const digits = this.#take(/\d+\.?\d*|\.\d+/y);
    return digits ? Number(digits) : undefined;
  }

  #take(pattern: RegExp): string | undefined {
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source)?.[0];
    if (match) this.#at += match.length;
    return match;
  }

  #skipSpace(): void {
    while (this.source[this.#at] === ' ') this.#at += 1;
  }
}
