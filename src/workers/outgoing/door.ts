/**
 * What leaves, as the page asks for it: one file dressed as an export would, and what a file carries
 * in its bytes. Files are read by their heads, so this needs no thread of its own.
 */
import type { Client } from '#db/client.ts';
import type { AssetRow } from '#domain/asset.ts';
import { failureFrom } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { dress, type Dressed, type OutgoingRow } from '#tasks/outgoing/dress.ts';
import { wordsIn, type FileWords } from '#tasks/outgoing/words-in.ts';
import { deviceSigning } from '../device-signing.ts';

export type { Dressed, FileWords, OutgoingRow };

/** The door to what leaves. */
export interface OutgoingDoor {
  /** A file as it would leave; the stored one stays as it is. */
  dress(
    asset: OutgoingRow & Pick<AssetRow, 'blob'>,
    choice: OutgoingChoice,
  ): Promise<Result<Dressed>>;
  /** What a file says beside its pixels and sound. */
  wordsIn(file: Blob, format: string | null): Promise<Result<FileWords>>;
}

export const openOutgoing = (
  { queries }: Pick<Client, 'queries'>,
  openBlob: (sha256: Sha256) => Promise<Result<File>>,
): OutgoingDoor => ({
  async dress(asset, choice) {
    if (asset.blob === null) return fail({ code: 'not_found', what: 'file', id: asset.id });
    const file = await openBlob(asset.blob);
    if (!file.ok) return file;
    const { signal } = new AbortController();
    try {
      return ok(
        await dress(file.value, asset, choice, {
          signal,
          openBlob: async (sha256) => {
            const source = await openBlob(sha256);
            if (source.ok) return source.value;
            throw source.failure;
          },
          now: () => Date.now(),
          signing: deviceSigning,
          query: async (name, params) => {
            const answer = await queries[name](params);
            if (answer.ok) return answer.value;
            throw answer.failure;
          },
        }),
      );
    } catch (thrown) {
      return fail(failureFrom(thrown));
    }
  },
  async wordsIn(file, format) {
    try {
      return ok(await wordsIn(file, format));
    } catch (thrown) {
      return fail(failureFrom(thrown));
    }
  },
});
