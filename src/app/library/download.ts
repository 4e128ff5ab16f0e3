import type { InkreelClient } from '../inkreel.ts';
import { showFailure } from '../inkreel.ts';
import type { SavedRow } from '../outgoing/save-copy.ts';

/** Hands a copy of an asset's file to the browser's downloads, with what files carry on this device. */
export async function download(client: InkreelClient, asset: SavedRow): Promise<void> {
  // Loaded with the first file that leaves.
  const { saveCopy } = await import('../outgoing/save-copy.ts');
  const saved = await saveCopy(client, asset);
  if (!saved.ok) showFailure(saved.failure);
}
