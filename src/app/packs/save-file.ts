/** Gives a file to the person: into a place that they choose, or as a download where that cannot be. */
import { saveDownload } from '../ui/download.ts';

interface SavePicker {
  showSaveFilePicker(options: {
    readonly suggestedName: string;
    readonly types: readonly {
      readonly description: string;
      readonly accept: Record<string, string[]>;
    }[];
  }): Promise<FileSystemFileHandle>;
}

const hasPicker = (value: unknown): value is SavePicker =>
  typeof value === 'object' && value !== null && 'showSaveFilePicker' in value;

/** Streams the file out; returns the name it was saved under, or null when the person thought better of it. */
export async function saveFile(file: Blob, name: string): Promise<string | null> {
  const browser: unknown = globalThis;
  if (!hasPicker(browser)) return download(file, name);
  let handle: FileSystemFileHandle;
  try {
    handle = await browser.showSaveFilePicker({
      suggestedName: name,
      types: [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }],
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    // A browser that has the picker but may not show it here (a frame, a policy) can still download.
    return download(file, name);
  }
  await file.stream().pipeTo(await handle.createWritable());
  return handle.name;
}

function download(file: Blob, name: string): string {
  saveDownload(file, name);
  return name;
}
