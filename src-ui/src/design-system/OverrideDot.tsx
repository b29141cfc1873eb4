import { Tooltip } from './Tooltip';

/** Says that the current breakpoint overrides the value; a click takes the override back. */
export function OverrideDot({ onReset }: { onReset: () => void }) {
  return (
    <Tooltip label="Overridden at this breakpoint. Click to reset" side="left">
      <button
        type="button"
        className="override-dot"
        aria-label="Reset override"
        onClick={onReset}
      />
    </Tooltip>
  );
}
