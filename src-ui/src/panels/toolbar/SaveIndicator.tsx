import { Tooltip } from '../../design-system/Tooltip';
import { saveStateText } from '../../state/save-state-text';
import { useSaveState, useSession } from '../../state/use-session';

/** Whether everything is on disk, and a way to try again where it couldn't be written. */
export function SaveIndicator() {
  const session = useSession();
  const state = useSaveState();
  const { label, detail, tone } = saveStateText(state);
  const failed = state.state === 'failed';
  return (
    <Tooltip label={failed ? `${detail} Click to try again` : detail}>
      <button
        type="button"
        className="save-state"
        data-testid="save-state"
        data-state={state.state}
        data-tone={tone}
        aria-live="polite"
        onClick={() => {
          if (failed) session.retry();
        }}
      >
        <span className="save-state__dot" />
        {label}
      </button>
    </Tooltip>
  );
}
