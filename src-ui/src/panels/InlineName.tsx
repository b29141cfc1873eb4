import { useRef } from 'react';

interface Props {
  label: string;
  name: string;
  onDone: (name: string | undefined) => void;
}

/** A field in place of a row's name. Enter and leaving it take the name over, Escape gives up. */
export function InlineName({ label, name, onDone }: Props) {
  const done = useRef(false);
  const finish = (value: string | undefined): void => {
    if (done.current) return;
    done.current = true;
    const trimmed = value?.trim();
    onDone(trimmed && trimmed !== name ? trimmed : undefined);
  };
  return (
    <input
      className="row__input"
      aria-label={label}
      defaultValue={name}
      autoFocus
      spellCheck={false}
      autoComplete="off"
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
