import type { ChosenFile } from '../inkreel.ts';

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** Reads a folder to its end: a browser gives at most 100 entries a time. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Reads an entry and what is below it. One that cannot be read stands as an empty file, so that the list names it. */
async function collect(entry: FileSystemEntry, into: ChosenFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  const take = (file: File): void => {
    into.push(path.includes('/') ? { file, path } : { file });
  };
  try {
    if (isFile(entry)) take(await fileOf(entry));
    else if (isFolder(entry)) {
      for (const child of await childrenOf(entry)) await collect(child, into);
    }
  } catch {
    take(new File([], entry.name));
  }
}

/** Every file of a drop or a paste, folders read to their depth. Call it within the event. */
export async function filesOf(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  // Both lists are emptied by the browser as soon as the event ends.
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry());
  const plain = Array.from(transfer.files);
  const files: ChosenFile[] = [];
  for (const entry of entries) if (entry) await collect(entry, files);
  return files.length > 0 ? files : plain.map((file) => ({ file }));
}

/** Opens the browser's picker for files, or for a whole folder. Empty when it was closed. */
export function pickFiles(folder: boolean): Promise<readonly ChosenFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (folder) input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () =>
      resolve(
        Array.from(input.files ?? [], (file) =>
          file.webkitRelativePath ? { file, path: file.webkitRelativePath } : { file },
        ),
      ),
    );
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
