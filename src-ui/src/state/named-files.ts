/** Files with their paths: dropped ones, and how they are sent to the host. */

/** A file by its path within what was chosen or dropped. */
export interface NamedFile {
  path: string;
  file: File;
}

/** What of a file is sent. */
interface PackedFile {
  path: string;
  file: Pick<File, 'size' | 'arrayBuffer'>;
}

/** Whether a file is a page or a Figma file, or may hold some. */
export function holdsPages(path: string): boolean {
  return /\.(x?html?|zip|json)$/i.test(path);
}

/** The files as one message: the length of a JSON list in four bytes, the list, the bytes. */
export async function packFiles(files: readonly PackedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const list = files.map(({ path, file }) => ({ path, size: file.size }));
  const head = new TextEncoder().encode(JSON.stringify(list));
  const size = files.reduce((sum, { file }) => sum + file.size, 4 + head.length);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, head.length, true);
  packed.set(head, 4);
  let at = 4 + head.length;
  for (const { file } of files) {
    packed.set(new Uint8Array(await file.arrayBuffer()), at);
    at += file.size;
  }
  return packed;
}

/** Every file that was dropped, those in folders with their paths. */
export async function droppedFiles(data: DataTransfer): Promise<NamedFile[]> {
  // Entries are gone once the drop has been handled, so all are taken before any is read.
  const entries = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return [...data.files].map((file) => ({ path: file.name, file }));
  const found: NamedFile[] = [];
  for (const entry of entries) await collect(entry, '', found);
  return found;
}

async function collect(entry: FileSystemEntry, folder: string, found: NamedFile[]): Promise<void> {
  const path = `${folder}${entry.name}`;
  if (entry.name.startsWith('.') || entry.name === 'node_modules') return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path, file });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) break;
      for (const inner of some) await collect(inner, `${path}/`, found);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
