import type { ReactNode } from 'react';

import { hexDigits, parseColor, type Rgba } from '../state/color';
import { evaluate } from '../state/css-number';
import { OverrideDot } from './OverrideDot';
import { Popover } from './Popover';
import { Swatch } from './Swatch';
import { ColorPicker } from './ColorPicker';
import { useDraft } from './use-draft';

interface Props {
  label: string;
  /** Absent where the selection differs. */
  color: Rgba | undefined;
  /** What the swatch shows, where that isn't the colour itself. */
  preview?: string;
  /** Shown instead of the hex field, for paints that are no plain colour. */
  title?: string;
  /** What the popover holds instead of the picker. */
  editor?: ReactNode;
  overridden?: boolean;
  onReset?: () => void;
  onChange: (color: Rgba) => void;
  /** Something at the field's right end. */
  trailing?: ReactNode;
  testId?: string;
}

/** Swatch, hex and opacity in one field; the swatch opens the picker. */
export function ColorField(props: Props) {
  const { label, color, title } = props;
  const hex = useDraft(title ?? (color ? hexDigits(color) : ''));
  const percent = color ? Math.round(color.a * 100) : undefined;
  const alpha = useDraft(percent === undefined ? '' : `${percent}%`);
  const background = props.preview ?? (color ? `rgb(${color.r} ${color.g} ${color.b} / ${color.a})` : 'none');

  const commitHex = (): void => {
    const typed = hex.typed() ?? '';
    const parsed = parseColor(typed);
    if (parsed) {
      const namesAlpha = /^#?([0-9a-f]{4}|[0-9a-f]{8})$|rgb/i.test(typed.trim());
      props.onChange(namesAlpha ? parsed : { ...parsed, a: color?.a ?? 1 });
    }
    hex.clear();
  };
  const commitAlpha = (): void => {
    const typed = evaluate(alpha.typed() ?? '', percent);
    if (typed && color) props.onChange({ ...color, a: Math.min(100, Math.max(0, typed.number)) / 100 });
    alpha.clear();
  };

  return (
    <div className="field color-field">
      {props.overridden && props.onReset && <OverrideDot onReset={props.onReset} />}
      <Popover
        title={label}
        testId="color-popover"
        trigger={
          <button
            type="button"
            className="color-field__swatch"
            aria-label={`${label}: open the picker`}
            data-testid={props.testId && `${props.testId}-swatch`}
          >
            <Swatch background={background} />
          </button>
        }
      >
        {props.editor ?? (
          <ColorPicker color={color ?? { r: 0, g: 0, b: 0, a: 1 }} onChange={props.onChange} />
        )}
      </Popover>
      <input
        className={title ? undefined : 'color-field__hex'}
        aria-label={label}
        data-testid={props.testId}
        value={hex.text}
        readOnly={title !== undefined}
        placeholder="Mixed"
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => hex.change(event.currentTarget.value)}
        onBlur={commitHex}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            commitHex();
            event.currentTarget.select();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            hex.clear();
            event.currentTarget.blur();
          }
        }}
      />
      {color && !title && (
        <span className="color-field__alpha">
          <input
            aria-label={`${label}: opacity`}
            value={alpha.text}
            inputMode="decimal"
            autoComplete="off"
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => alpha.change(event.currentTarget.value)}
            onBlur={commitAlpha}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                commitAlpha();
                event.currentTarget.select();
              }
              if (event.key === 'Escape') {
                event.stopPropagation();
                alpha.clear();
                event.currentTarget.blur();
              }
            }}
          />
        </span>
      )}
      {props.trailing}
    </div>
  );
}
