import type { ReactNode } from 'react';

import { OverrideDot } from './OverrideDot';
import { useDraft } from './use-draft';

interface Props {
  label: string;
  value: string;
  mark?: ReactNode;
  mixed?: boolean;
  placeholder?: string;
  multiline?: boolean;
  overridden?: boolean;
  autoFocus?: boolean;
  onChange: (text: string) => void;
  onReset?: () => void;
  onCancel?: () => void;
  testId?: string;
}

/** A line or an area of text, taken over on Enter or when the focus leaves. */
export function TextField(props: Props) {
  const draft = useDraft(props.value);
  const commit = (): void => {
    const typed = draft.typed();
    if (typed !== undefined && typed !== props.value) props.onChange(typed);
    draft.clear();
  };
  const common = {
    'aria-label': props.label,
    'data-testid': props.testId,
    value: draft.text,
    placeholder: props.mixed ? 'Mixed' : props.placeholder,
    spellCheck: false,
    autoComplete: 'off',
    autoFocus: props.autoFocus,
    onBlur: commit,
  };
  const escape = (element: HTMLElement): void => {
    draft.clear();
    element.blur();
    props.onCancel?.();
  };
  return (
    <div className={`field${props.multiline ? ' field--area' : ''}`}>
      {props.overridden && props.onReset && <OverrideDot onReset={props.onReset} />}
      {props.mark && <span className="field__label">{props.mark}</span>}
      {props.multiline ? (
        <textarea
          {...common}
          spellCheck
          onChange={(event) => draft.change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.stopPropagation();
              escape(event.currentTarget);
            }
          }}
        />
      ) : (
        <input
          {...common}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') {
              event.stopPropagation();
              escape(event.currentTarget);
            }
          }}
          style={props.mark ? { paddingLeft: 0 } : undefined}
        />
      )}
    </div>
  );
}
