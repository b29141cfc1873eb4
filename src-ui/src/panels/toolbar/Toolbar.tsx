import { Button } from '../../design-system/Button';
import { Tooltip } from '../../design-system/Tooltip';
import { dialog } from '../../state/ui-state';
import { AppMenu } from './AppMenu';
import { BreakpointSwitch } from './BreakpointSwitch';
import { HistoryButtons } from './HistoryButtons';
import { PlayButton } from './PlayButton';
import { ProjectName } from './ProjectName';
import { SaveIndicator } from './SaveIndicator';
import { ToolButtons } from './ToolButtons';
import { ZoomMenu } from './ZoomMenu';
import './toolbar.css';

export function Toolbar() {
  return (
    <header className="toolbar" data-testid="toolbar" aria-label="Toolbar">
      <div className="toolbar__group">
        <AppMenu />
        <ProjectName />
        <SaveIndicator />
      </div>
      <div className="toolbar__group" role="group" aria-label="Tools">
        <ToolButtons />
        <span className="toolbar__divider" />
        <HistoryButtons />
      </div>
      <div className="toolbar__group toolbar__group--end">
        <BreakpointSwitch />
        <ZoomMenu />
        <PlayButton />
        <Tooltip label="Export the site" shortcut="Mod+Shift+E">
          <Button
            look="primary"
            className="toolbar__export"
            data-testid="export-button"
            onClick={() => dialog.set('export')}
          >
            Export
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}
