/** What is wrong with the design, as the host's check of the export says. */
import { useEffect } from 'react';

import type { ExportDiagnostic } from '../../protocol/ExportDiagnostic';
import { Store } from '../../state/store';
import { useSaveState, useSession } from '../../state/use-session';

/** Absent until the first answer, and while the host can't be asked. */
export const issues = new Store<readonly ExportDiagnostic[] | undefined>(undefined);

/** The host checks its own copy, so it is asked once edits have reached it and rest a moment. */
const PAUSE_MS = 1_500;

export function useIssueCheck(): void {
  const session = useSession();
  const saveState = useSaveState();
  const settled = saveState.state === 'saved';
  useEffect(() => {
    if (!settled) return;
    let current = true;
    const timer = setTimeout(() => {
      session.host.request({ request: 'check-export' }).then(
        (answer) => {
          if (current && answer.response === 'exported') issues.set(answer.diagnostics);
        },
        () => {
          if (current) issues.set(undefined);
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [session, settled]);
}
