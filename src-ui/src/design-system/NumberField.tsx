import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { evaluate, formatNumber, type Unit } from '../state/css-number';
import { OverrideDot } from './OverrideDot';
import { Tooltip } from './Tooltip';
import { useDraft } from './use-draft';
import { useScrub } from './use-scrub';

export interface NumberFieldProps {
  /** Its name for people and screen readers. */
  label: string;
  /** An icon or a letter; it scrubs. */
  mark: ReactNode;
  /** Absent where there is no number: mixed, or a word such as “Auto”. */
  value: number | undefined;
  /** Shown after the number, such as `%`. */
  unit?: string;
  mixed?: boolean;
  /** What shows where there is no number. */
  placeholder?: string;
  /** Shown in a softer colour: the number is computed, not set. */
  soft?: boolean;
  /** Words that are taken besides numbers, such as `auto`. */
  words?: readonly string[];
  min?: number;
  max?: number;
  /** What an arrow key adds; ten times that with Shift. */
  step?: number;
  overridden?: boolean;
  onChange: (number: number, unit: Unit | undefined) => void;
  onWord?: (word: string) => void;
  onReset?: () => void;
  /** Something at the field's right end. */
  trailing?: ReactNode;
  testId?: string;
}

export function NumberField(props: NumberFieldProps) {
  const { label, mark, value, unit = '', mixed = false, soft = false, step = 1 } = props;
  const shown = value === undefined ? '' : `${formatNumber(value)}${unit}`;
  const draft = useDraft(shown);
  const [invalid, setInvalid] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const clamp = (number: number): number =>
    Math.min(props.max ?? Infinity, Math.max(props.min ?? -Infinity, number));
  const scrub = useScrub({
    start: value ?? 0,
    step,
    onChange: (number) => props.onChange(clamp(number), undefined),
  });

  /** Takes over what was typed; `false` where it is no number. */
  const commit = (): boolean => {
    const typed = draft.typed();
    if (typed === undefined || typed === shown) {
      draft.clear();
      return true;
    }
    const word = typed.trim().toLowerCase();
    if (props.words?.includes(word)) {
      props.onWord?.(word);
    } else {
      const result = evaluate(typed, value);
      if (!result) return false;
      props.onChange(clamp(result.number), result.unit);
    }
    draft.clear();
    setInvalid(false);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') {
      if (commit()) input.current?.select();
      else setInvalid(true);
    } else if (event.key === 'Escape') {
      draft.clear();
      setInvalid(false);
      input.current?.blur();
      event.stopPropagation();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const typed = evaluate(draft.text, value)?.number ?? value;
      if (typed === undefined && mixed) return;
      const sign = event.key === 'ArrowUp' ? 1 : -1;
      draft.clear();
      props.onChange(clamp((typed ?? 0) + sign * step * (event.shiftKey ? 10 : 1)), undefined);
    }
  };

  return (
    <div className={`field field--number${invalid ? ' field--invalid' : ''}`}>
      {props.overridden && props.onReset && <OverrideDot onReset={props.onReset} />}
      <Tooltip label={label} side="top">
        <span className="field__label field__label--scrub" {...scrub}>
          {mark}
        </span>
      </Tooltip>
      <input
        ref={input}
        aria-label={label}
        aria-invalid={invalid}
        data-testid={props.testId}
        data-soft={soft}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={draft.text}
        placeholder={mixed ? 'Mixed' : (props.placeholder ?? '')}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!commit()) draft.clear();
          setInvalid(false);
        }}
      />
      {props.trailing}
    </div>
  );
}
