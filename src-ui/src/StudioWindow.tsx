import { useEffect, useMemo } from 'react';

import { GestureContext } from './design-system/gesture';
import { CanvasView } from './canvas/CanvasView';
import { CommandPalette } from './dialogs/CommandPalette';
import { ExportDialog } from './dialogs/ExportDialog';
import { ImportDialog } from './dialogs/ImportDialog';
import { ShortcutsDialog } from './dialogs/ShortcutsDialog';
import { Inspector } from './panels/inspector/Inspector';
import { LeftPanel } from './panels/LeftPanel';
import { TimelinePanel } from './panels/timeline/TimelinePanel';
import { StatusBar } from './panels/statusbar/StatusBar';
import { Toolbar } from './panels/toolbar/Toolbar';
import { listenToClipboard } from './state/clipboard';
import { listenToKeys } from './state/keyboard';
import { useStore } from './state/store';
import { dialog, panelsHidden } from './state/ui-state';
import { useSaveState, useSession, useStudio } from './state/use-session';
import './panels/panels.css';

/** The window once a project is open. */
export function StudioWindow() {
  const session = useSession();
  const openDialog = useStore(dialog);
  const hidden = useStore(panelsHidden);
  const name = useStudio((state) => state.projectName);
  useEffect(() => listenToKeys(session), [session]);
  useEffect(() => listenToClipboard(session), [session]);
  useUnsavedWarning();
  useEffect(() => {
    document.title = name ? `${name} – Omnios Studio` : 'Omnios Studio';
  }, [name]);

  const close = (): void => dialog.set(undefined);
  const gesture = useMemo(
    () => ({ begin: () => session.beginGesture(), end: () => session.endGesture() }),
    [session],
  );
  return (
    <GestureContext value={gesture}>
      <div className={`studio${hidden ? ' studio--bare' : ''}`}>
        <Toolbar />
        {!hidden && <LeftPanel />}
        <CanvasView />
        {!hidden && <TimelinePanel />}
        {!hidden && <Inspector />}
        <StatusBar />
        {openDialog === 'palette' && <CommandPalette onClose={close} />}
        {openDialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
        {openDialog === 'export' && <ExportDialog onClose={close} />}
        {openDialog === 'import' && <ImportDialog onClose={close} />}
      </div>
    </GestureContext>
  );
}

/** Leaving the window asks first while there are edits that are only here. */
function useUnsavedWarning(): void {
  const saveState = useSaveState();
  const unsaved = 'pending' in saveState && saveState.pending > 0;
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
