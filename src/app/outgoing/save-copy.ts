import type { ExportRow } from '#domain/contract/folders.ts';
import { ok, type Result } from '#domain/result.ts';
import type { InkreelClient } from '../inkreel.ts';
import { saveDownload } from '../ui/download.ts';
import { showToast } from '../ui/toasts.ts';
import { outgoingWords as words } from '../words/outgoing.ts';
import { useOutgoingChoice } from './choice.ts';

/** What is asked of an asset whose copy is saved. */
export type SavedRow = Pick<ExportRow, 'id' | 'name' | 'origin' | 'format' | 'blob'>;

/** A name with the ending of the real format when it has none. */
const fileNameOf = ({ name, format }: SavedRow): string =>
  /\.[a-z0-9]{2,5}$/i.test(name) || !format
    ? name
    : `${name}.${format === 'jpeg' ? 'jpg' : format}`;

/**
 * Hands a copy of an asset's file to the browser's downloads, carrying what was chosen on this
 * device; what cannot lie in the file follows as a file of its own.
 */
export async function saveCopy(client: InkreelClient, row: SavedRow): Promise<Result<null>> {
  if (row.blob === null) return ok(null);
  const name = fileNameOf(row);
  const door = await client.outgoing?.();
  if (!door) {
    const file = await client.openBlob(row.blob);
    if (file.ok) saveDownload(file.value, name);
    return file.ok ? ok(null) : file;
  }
  const dressed = await door.dress(row, useOutgoingChoice.getState().value);
  if (!dressed.ok) return dressed;
  const { file, beside, credentials, notes } = dressed.value;
  saveDownload(file, name);
  if (beside !== null)
    saveDownload(new Blob([beside], { type: 'application/json' }), `${name}.recipe.json`);
  if (credentials !== null) saveDownload(credentials, `${name}.c2pa`);
  // What could not be done as it was asked is not passed over in silence.
  const told = notes.find((note) => note !== 'unsigned');
  if (told) showToast({ text: `${name}: ${words.notes[told]}`, tone: 'plain' });
  return ok(null);
}
