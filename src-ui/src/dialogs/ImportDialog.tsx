import { CircleAlert, CircleCheck, Component, FileCode, FolderOpen, Hexagon } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../design-system/Button';
import { Dialog } from '../design-system/Dialog';
import { Icon } from '../design-system/Icon';
import type { ImportReport } from '../protocol/ImportReport';
import { adoptValues } from '../panels/tokens/adopt-values';
import { cancelImport, choosePages, importFiles, importState } from '../state/import';
import { useStore } from '../state/store';
import { useSession } from '../state/use-session';
import './dialogs.css';

/** Brings in web pages and Figma files: chooses them, shows that it is at it, and says what came over. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const state = useStore(importState);
  const close = (): void => {
    cancelImport();
    onClose();
  };
  const choose = async (folder: boolean): Promise<void> => {
    const files = await choosePages(folder);
    if (files.length > 0) await importFiles(session, files);
  };

  return (
    <Dialog title="Import" testId="import-dialog" onClose={close}>
      <div className="dialog__body export scroll">
        {(state.step === 'choose' || state.step === 'failed') && (
          <>
            <div className="export__targets">
              <button type="button" className="export__target" onClick={() => void choose(false)}>
                <Icon of={FileCode} size={20} />
                <span>
                  <span className="export__target-title">Files or a ZIP archive</span>
                  <span className="export__target-text">HTML, or Figma’s JSON</span>
                </span>
              </button>
              <button type="button" className="export__target" onClick={() => void choose(true)}>
                <Icon of={FolderOpen} size={20} />
                <span>
                  <span className="export__target-title">Folder</span>
                  <span className="export__target-text">Pages with their styles, designs with their images</span>
                </span>
              </button>
            </div>
            <p className="export__hint">
              You can drop files and folders onto the canvas, too. Scripts aren’t run, and nothing is
              fetched from the internet.
            </p>
          </>
        )}
        {state.step === 'failed' && (
          <div className="export__message" role="alert" data-testid="import-error">
            <Icon of={CircleAlert} />
            {state.message}
          </div>
        )}
        {state.step === 'reading' && (
          <div role="status" data-testid="import-progress">
            <progress className="import__progress" aria-label="Reading the pages" />
            <p className="export__hint">
              Reading {state.count === 1 ? '1 file' : `${state.count} files`}. Nothing changes until it
              is done.
            </p>
          </div>
        )}
        {state.step === 'done' && <Result report={state.report} />}
      </div>
      <footer className="dialog__footer">
        <Button onClick={close} data-testid="import-close">
          {state.step === 'done' ? 'Close' : 'Cancel'}
        </Button>
      </footer>
    </Dialog>
  );
}

function Result({ report }: { report: ImportReport }) {
  const pages = report.pages.length === 1 ? '1 page' : `${report.pages.length} pages`;
  const tokens = report.tokens === 1 ? '1 token' : `${report.tokens} tokens`;
  const elements = report.pages.reduce((sum, page) => sum + page.elements, 0);
  const lost = report.notes.filter((note) => note.loss === 'left-out');
  const near = report.notes.filter((note) => note.loss !== 'left-out');
  return (
    <>
      <div className="export__message export__message--good" role="status" data-testid="import-result">
        <Icon of={CircleCheck} />
        {[
          report.pages.length > 0 && `${pages} with ${elements.toLocaleString('en')} elements`,
          report.tokens > 0 && tokens,
        ]
          .filter(Boolean)
          .join(' and ')}
        . Undo takes everything back.
      </div>
      {report.pages.length > 0 && (
        <>
          <RecurringOffer />
          <RepeatedOffer />
        </>
      )}
      <Notes title="Left out" notes={lost} />
      <Notes title="Not quite as it was" notes={near} />
    </>
  );
}

/** Offers to name the colours and sizes that the pages use again and again. */
function RecurringOffer() {
  const session = useSession();
  const [offers] = useState(() => session.recurringValues());
  const [made, setMade] = useState(false);
  if (offers.length === 0) return null;
  const colors = offers.filter((it) => it.kind === 'color').length;
  return (
    <div className="export__message" data-testid="token-offer">
      <Icon of={Hexagon} />
      {made ? (
        `${offers.length} tokens were made. They are in the Tokens panel.`
      ) : (
        <>
          <span style={{ flex: 1 }}>
            {`${colors} colors and ${offers.length - colors} sizes and shadows recur.`}
          </span>
          <Button
            onClick={() => {
              if (adoptValues(session, offers)) setMade(true);
            }}
          >
            Make tokens
          </Button>
        </>
      )}
    </div>
  );
}

/** Offers to mark the blocks that the pages are built of as components. */
function RepeatedOffer() {
  const session = useSession();
  const [blocks] = useState(() => session.repeatedBlocks());
  const [made, setMade] = useState(false);
  if (blocks.length === 0) return null;
  const names = blocks.slice(0, 4).map((it) => `${it.name} ×${it.ids.length}`);
  const mark = (): void => {
    session.beginGesture();
    for (const block of blocks) {
      session.run('element.set', { ids: block.ids, properties: { component: block.name } });
    }
    session.endGesture();
    setMade(true);
  };
  return (
    <div className="export__message" data-testid="component-offer">
      <Icon of={Component} />
      {made ? (
        `${blocks.length} components were marked. The layers show them with a diamond.`
      ) : (
        <>
          <span style={{ flex: 1 }}>
            {`Blocks repeat: ${names.join(', ')}${blocks.length > 4 ? ' and others' : ''}.`}
          </span>
          <Button onClick={mark}>Mark as components</Button>
        </>
      )}
    </div>
  );
}

function Notes({ title, notes }: { title: string; notes: ImportReport['notes'] }) {
  if (notes.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="export__label">
        {title} <span className="import__count">{notes.length}</span>
      </h3>
      <ul className="export__list scroll">
        {notes.map((note) => (
          <li key={`${note.place} ${note.message}`} className="import__note">
            <span>
              {note.message}
              {note.count > 1 && <span className="import__count"> ×{note.count}</span>}
            </span>
            <span className="import__place">{note.place}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
