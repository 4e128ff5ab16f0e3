/**
 * Reads the facts of one file and makes its thumbnail or peaks. What cannot be read is left out
 * and named in `unread`; a damaged file still ends well, for the asset stays what it is.
 */
import type { AssetFacts } from '#domain/asset.ts';
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { isPictureFormat, misnamedAs } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';

import type { Run } from '../context.ts';

import { withRecipe } from './claims.ts';
import { readPicture } from './picture.ts';
import type { ExtractParams } from './task.ts';
import { readTimed } from './timed.ts';

/** So much of a file tells what it is; a picture up to the other size is read once, as a whole. */
const headBytes = 64 * 1024;
const wholePicture = 16 * 1024 * 1024;

async function readHead(file: File, kind: string): Promise<Uint8Array<ArrayBuffer>> {
  const isRead = kind === 'image' && file.size <= wholePicture;
  return new Uint8Array(await (isRead ? file : file.slice(0, headBytes)).arrayBuffer());
}

export const run: Run<ExtractParams> = async ({ engine }, context) => {
  const { source } = context;
  if (!source?.blob) return fail({ code: 'not_found', what: 'the file' });
  try {
    const file = await context.openBlob(source.blob);
    const head = await readHead(file, source.kind);
    const sniffed = sniff(head.subarray(0, headBytes), source.name);
    if (!sniffed.ok) return fail(sniffed.failure);
    const { format, mime } = sniffed;
    const reading = isPictureFormat(format)
      ? await readPicture(file, format, { now: context.now(), signal: context.signal }, head)
      : await readTimed(file, format, sniffed.kind, {
          signal: context.signal,
          fetch: engine,
          now: context.now(),
          progress: (fraction, note) => context.progress(fraction, note),
        });
    context.signal.throwIfAborted();
    const misnamed = misnamedAs(source.name, format);
    const { picture, peaks, strip, print, unread } = reading;
    const claims = await withRecipe(reading, file, format);
    const facts: AssetFacts = {
      mime,
      format,
      ...reading.facts,
      metadata: {
        ...reading.metadata,
        ...(misnamed === undefined ? {} : { misnamed_as: misnamed }),
        ...(Object.keys(unread).length > 0 ? { unread } : {}),
        extracted_at: context.now(),
      },
    };
    const thumbnail = {
      blob: source.blob,
      ...(picture && { picture }),
      ...(peaks && { peaks }),
      ...(strip && { strip }),
    };
    return ok({
      facts,
      ...(claims ? { claims } : {}),
      ...((picture ?? peaks) ? { thumbnails: [thumbnail] } : {}),
      ...(print === undefined ? {} : { prints: [{ blob: source.blob, print }] }),
    });
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
