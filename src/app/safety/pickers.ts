/** The browser's own dialogs for files and folders. Null: the person chose nothing. */

/** Whether folders can be chosen here. */
export const canPickFolders = (): boolean => 'showDirectoryPicker' in globalThis;
/** Whether a place for a file can be chosen here. */
export const canPickPlaces = (): boolean => 'showSaveFilePicker' in globalThis;

/** Calls a picker that TypeScript's library does not describe; a border. */
async function pick(name: string, options: object): Promise<FileSystemHandle | null> {
  const picker: unknown = Reflect.get(globalThis, name);
  if (typeof picker !== 'function') return null;
  try {
    // The border: the platform says what its pickers give.
    return (await picker.call(globalThis, options)) as FileSystemHandle;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** A folder that may be written. */
export const pickFolder = (): Promise<FileSystemDirectoryHandle | null> =>
  pick('showDirectoryPicker', {
    id: 'inkreel-backup',
    mode: 'readwrite',
  }) as Promise<FileSystemDirectoryHandle | null>;

/** A place for a new file. */
export const pickPlace = (suggestedName: string): Promise<FileSystemFileHandle | null> =>
  pick('showSaveFilePicker', {
    id: 'inkreel-backup',
    suggestedName,
    types: [{ description: 'Inkreel backup', accept: { 'application/zip': ['.zip'] } }],
  }) as Promise<FileSystemFileHandle | null>;

/** One file, through the dialog that every browser has. */
export const pickFile = (accept: string): Promise<File | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
