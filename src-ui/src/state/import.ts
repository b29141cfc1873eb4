/** Bringing web pages and Figma files into the project. */
import type { ImportReport } from '../protocol/ImportReport';
import { packFiles, type NamedFile } from './named-files';
import type { Session } from './session';
import { Store } from './store';
import { dialog } from './ui-state';

/** Where an import is. */
export type ImportState =
  | { step: 'choose' }
  | { step: 'reading'; count: number }
  | { step: 'done'; report: ImportReport }
  | { step: 'failed'; message: string };

export const importState = new Store<ImportState>({ step: 'choose' });

let running: AbortController | undefined;

/** Reads the pages among the files and puts them in, as one step of undo. */
export async function importFiles(session: Session, files: readonly NamedFile[]): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  importState.set({ step: 'reading', count: files.length });
  dialog.set('import');
  try {
    const answer = await session.host.readPages(await packFiles(files), own.signal);
    // Given up meanwhile: nothing has been put in, so nothing has changed.
    if (own.signal.aborted) return;
    if (session.run('page.import', answer.command)) {
      importState.set({ step: 'done', report: answer.report });
    } else {
      importState.set({ step: 'choose' });
    }
  } catch (error) {
    if (own.signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    importState.set({ step: 'failed', message });
  }
}

/** Gives up an import that is under way. */
export function cancelImport(): void {
  running?.abort();
  running = undefined;
  importState.set({ step: 'choose' });
}

/** Opens the system's dialog for files, or for a folder with all in it. */
export function choosePages(folder: boolean): Promise<NamedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    if (folder) input.webkitdirectory = true;
    else input.accept = '.html,.htm,.xhtml,.json,.zip';
    input.onchange = () => {
      const files = [...(input.files ?? [])];
      resolve(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    };
    input.oncancel = () => resolve([]);
    input.click();
  });
}
