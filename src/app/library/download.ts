import type { AssetRow } from '#domain/asset.ts';
import { type InkreelClient, showFailure } from '../inkreel.ts';

/** A file name as the user gave it, with the extension of its real format when it has none. */
const fileNameOf = (asset: AssetRow): string =>
  /\.[a-z0-9]{2,5}$/i.test(asset.name) || !asset.format
    ? asset.name
    : `${asset.name}.${asset.format === 'jpeg' ? 'jpg' : asset.format}`;

/** Saves the bytes of one asset as they are, where the browser keeps downloads. */
export async function download(client: InkreelClient, asset: AssetRow): Promise<void> {
  if (!asset.blob) return;
  const file = await client.openBlob(asset.blob);
  if (!file.ok) {
    showFailure(file.failure);
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file.value);
  link.download = fileNameOf(asset);
  link.click();
  // The download reads from the address after the click; a minute is plenty to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
