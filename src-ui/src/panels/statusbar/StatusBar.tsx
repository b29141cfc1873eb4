import { TriangleAlert } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { Tooltip } from '../../design-system/Tooltip';
import { formatNumber } from '../../state/css-number';
import { saveStateText } from '../../state/save-state-text';
import { useStore } from '../../state/store';
import { dialog } from '../../state/ui-state';
import { useSaveState, useSession, useStudio } from '../../state/use-session';
import { issues, useIssueCheck } from './issues';
import './statusbar.css';

export function StatusBar() {
  const session = useSession();
  useIssueCheck();
  const found = useStore(issues);
  const count = useStudio((state) => state.selection.length);
  const size = useStudio((state) => state.selectionSize);
  const saveState = useSaveState();
  const serious = found?.filter((issue) => issue.severity !== 'hint').length;
  const connected = saveState.state !== 'disconnected';
  return (
    <footer className="statusbar" data-testid="statusbar">
      <div className="statusbar__group">
        {serious !== undefined && (
          <button
            type="button"
            className="statusbar__item"
            data-testid="issues"
            onClick={() => dialog.set('export')}
          >
            {serious > 0 && <Icon of={TriangleAlert} size={12} />}
            {serious === 0 ? 'No issues' : serious === 1 ? '1 issue' : `${serious} issues`}
          </button>
        )}
        {count > 0 && (
          <span className="statusbar__item" data-testid="selection-info">
            {count} selected
            {size && ` · ${formatNumber(round(size[0]))} × ${formatNumber(round(size[1]))}`}
          </span>
        )}
      </div>
      <div className="statusbar__group">
        <Tooltip label={session.gpuInfo} side="top">
          <span className="statusbar__item" tabIndex={0}>
            {backendName(session.gpuInfo)}
          </span>
        </Tooltip>
        <span className="statusbar__item">{connected ? 'Connected' : 'Host not reachable'}</span>
        <Tooltip label={saveStateText(saveState).detail} side="top">
          <span className="statusbar__item" data-testid="disk-state">
            {saveState.state === 'saved' ? 'Everything on disk' : saveStateText(saveState).label}
          </span>
        </Tooltip>
      </div>
    </footer>
  );
}

/** What draws, from `webgpu · ADAPTER` and the like. */
function backendName(info: string): string {
  if (info.startsWith('webgpu')) return 'WebGPU';
  return info.startsWith('webgl') ? 'WebGL2' : 'GPU';
}

/** Bounds are shown to a tenth of a px; more is noise. */
function round(px: number): number {
  return Math.round(px * 10) / 10;
}
