import { Tooltip } from 'radix-ui';

import { Toasts } from './design-system/Toasts';
import { Failure } from './Failure';
import { Skeleton } from './Skeleton';
import { studio } from './state/studio';
import { useStore } from './state/store';
import { SessionContext } from './state/use-session';
import { StudioWindow } from './StudioWindow';
import './app.css';

export function App() {
  const { session, failure } = useStore(studio);
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200} disableHoverableContent>
      {failure ? (
        <Failure failure={failure} />
      ) : session ? (
        <SessionContext value={session}>
          <StudioWindow />
        </SessionContext>
      ) : (
        <Skeleton />
      )}
      <Toasts />
    </Tooltip.Provider>
  );
}
