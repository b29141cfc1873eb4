import { CircleAlert, CircleCheck, FileArchive, FolderOpen, type LucideIcon } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../design-system/Button';
import { Dialog } from '../design-system/Dialog';
import { Icon } from '../design-system/Icon';
import type { HostResponse } from '../platform/host';
import type { ExportTarget } from '../protocol/ExportTarget';
import { issues } from '../panels/statusbar/issues';
import { useStore } from '../state/store';
import { useSession } from '../state/use-session';
import { IssueList } from './IssueList';
import './dialogs.css';

type Exported = Extract<HostResponse, { response: 'exported' }>;

const TARGETS: readonly { id: ExportTarget; title: string; text: string; icon: LucideIcon }[] = [
  { id: 'html', title: 'Folder', text: 'HTML, CSS, fonts and images', icon: FolderOpen },
  { id: 'zip', title: 'ZIP archive', text: 'The same in one file', icon: FileArchive },
];

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const desktop = session.host.kind === 'desktop';
  const [target, setTarget] = useState<ExportTarget>(desktop ? 'html' : 'zip');
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Exported>();
  const [error, setError] = useState<string>();
  const checked = useStore(issues);
  const shownIssues = result?.diagnostics ?? checked ?? [];
  const downloads = !desktop && target === 'zip' && path.trim() === '';

  const run = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setResult(undefined);
    try {
      const answer = await session.host.request({
        request: 'export',
        target,
        with_ids: false,
        ...(path.trim() !== '' && { path: path.trim() }),
      });
      if (answer.response === 'exported') {
        setResult(answer);
        issues.set(answer.diagnostics);
        if (answer.download) session.host.download(answer.download);
      }
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  const needsPath = !desktop && target === 'html' && path.trim() === '';

  return (
    <Dialog title="Export" testId="export-dialog" onClose={onClose}>
      <div className="dialog__body export scroll">
        <div className="export__targets" role="radiogroup" aria-label="What to make">
          {TARGETS.map((it) => (
            <button
              key={it.id}
              type="button"
              role="radio"
              aria-checked={target === it.id}
              className="export__target"
              data-testid={`export-target-${it.id}`}
              onClick={() => {
                setTarget(it.id);
                setResult(undefined);
                setError(undefined);
              }}
            >
              <Icon of={it.icon} size={20} />
              <span>
                <span className="export__target-title">{it.title}</span>
                <span className="export__target-text">{it.text}</span>
              </span>
            </button>
          ))}
        </div>
        {!desktop && (
          <div>
            <label className="export__label" htmlFor="export-path">
              {target === 'html' ? 'Folder on the studio’s computer' : 'File on the studio’s computer'}
            </label>
            <div className="field export__path">
              <input
                id="export-path"
                data-testid="export-path"
                value={path}
                spellCheck={false}
                autoComplete="off"
                placeholder={target === 'html' ? '/home/you/site' : 'Leave empty to download it'}
                onChange={(event) => setPath(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && !needsPath) void run();
                }}
              />
            </div>
            <p className="export__hint">
              {target === 'html'
                ? 'An absolute path, new or empty. Files of earlier exports there are replaced.'
                : 'An absolute path ending in .zip, or nothing to download the archive.'}
            </p>
          </div>
        )}
        {error !== undefined && (
          <div className="export__message" role="alert" data-testid="export-error">
            <Icon of={CircleAlert} />
            {error}
          </div>
        )}
        {result && <Result result={result} />}
        {shownIssues.length > 0 && <IssueList issues={shownIssues} onOpen={onClose} />}
      </div>
      <footer className="dialog__footer">
        <Button onClick={onClose}>{result ? 'Close' : 'Cancel'}</Button>
        <Button
          look="primary"
          disabled={busy || needsPath}
          data-testid="export-run"
          onClick={() => void run()}
        >
          {busy ? 'Exporting…' : downloads ? 'Download ZIP' : desktop ? 'Choose and export…' : 'Export'}
        </Button>
      </footer>
    </Dialog>
  );
}

function Result({ result }: { result: Exported }) {
  const count = result.files.length === 1 ? '1 file' : `${result.files.length} files`;
  return (
    <>
      <div className="export__message export__message--good" role="status" data-testid="export-result">
        <Icon of={CircleCheck} />
        {result.path ? `${count} written to ${result.path}` : `${count} in the downloaded archive`}
      </div>
      <ul className="export__list scroll" aria-label="Exported files">
        {result.files.map((file) => (
          <li key={file.path} className="export__file">
            <span>{file.path}</span>
            <span>{fileSize(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
