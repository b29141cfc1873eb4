import { useState } from 'react';

import { ContextMenu } from '../design-system/Menu';
import { placeFiles } from '../state/assets';
import { isFont } from '../state/fonts';
import { importFiles } from '../state/import';
import { droppedFiles, holdsPages } from '../state/named-files';
import type { ScreenPoint } from '../state/placement';
import type { Session } from '../state/session';
import { useSaveState, useSession, useStudio } from '../state/use-session';
import { ASSET_DRAG_TYPE } from '../panels/assets/asset-drag';
import { createImage } from '../state/assets';
import { canvasMenu } from './canvas-menu';
import { TextEditor } from './TextEditor';
import { useCanvas } from './use-canvas';
import './canvas.css';

/** The drawing surface and what lies over it. */
export function CanvasView() {
  const session = useSession();
  const holder = useCanvas();
  const editing = useStudio((state) => state.editing);
  const loaded = useStudio((state) => state.pageLoaded);
  const away = useSaveState().state === 'disconnected';
  const [dropping, setDropping] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);

  return (
    <ContextMenu
      // Made anew at every opening, since what it offers depends on the selection.
      entries={menuOpen ? canvasMenu(session) : []}
      onOpenChange={setMenuOpen}
    >
      <div
        ref={holder}
        className={`canvas${dropping ? ' canvas--dropping' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          event.dataTransfer.dropEffect = 'copy';
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={(event) => {
          event.preventDefault();
          setDropping(false);
          const hash = event.dataTransfer.getData(ASSET_DRAG_TYPE);
          const asset = session.state.value.assets.find((it) => it.hash === hash);
          const box = session.canvas.value.getBoundingClientRect();
          const at = { x: event.clientX - box.left, y: event.clientY - box.top };
          if (asset && !isFont(asset)) createImage(session, asset, at);
          else void dropFiles(session, event.dataTransfer, at);
        }}
      >
        {editing && <TextEditor key={editing.id} editing={editing} />}
        {!loaded && (
          <div className="canvas__loading" role="status">
            {away
              ? 'The program that keeps the file doesn’t answer. Start it again: this window connects by itself.'
              : 'Opening the page…'}
          </div>
        )}
      </div>
    </ContextMenu>
  );
}

/** Pages, folders and archives are brought in; pictures are put on the page. */
async function dropFiles(session: Session, data: DataTransfer, at: ScreenPoint): Promise<void> {
  const files = await droppedFiles(data);
  if (files.some(({ path }) => holdsPages(path))) await importFiles(session, files);
  else await placeFiles(session, files.map(({ file }) => file), at);
}
