/** Makes the prints that are missing, then finds every pair of pictures within `alikeWithin` bits. */
import type { PrintRow, SimilarPair } from '#domain/contract/curation.ts';
import type { Sha256 } from '#domain/id.ts';
import { alikeWithin, noPrint } from '#domain/likeness.ts';
import { fail, ok } from '#domain/result.ts';
import { printOfFile } from '#media/image/print-file.ts';

import type { Run, TaskContext } from '../context.ts';

import { pairsWithin } from './pairs.ts';
import type { FindSimilarParams } from './task.ts';

const page = 2000;
const batch = 64;
/** More pairs than anybody judges; beyond it the report says that there are more. */
const mostPairs = 50_000;

/** Makes the print of a picture's bytes; the browser's way in the app, chosen in tests. */
type MakePrint = (file: Blob) => Promise<string | null>;

/** The run over a maker of prints. */
export const findSimilarWith =
  (makePrint: MakePrint): Run<FindSimilarParams> =>
  async (_params, context) => {
    const pictures = await allPictures(context);
    const prints = new Map<Sha256, string>();
    for (const { blob, print } of pictures) if (print !== null) prints.set(blob, print);
    const without = [...new Set(pictures.map(({ blob }) => blob))].filter(
      (blob) => !prints.has(blob),
    );
    const made: { blob: Sha256; print: string }[] = [];
    for (let at = 0; at < without.length; at += batch) {
      for (const one of await printsOf(without.slice(at, at + batch), context, makePrint)) {
        made.push(one);
        prints.set(one.blob, one.print);
      }
      if (context.signal.aborted) return fail({ code: 'cancelled' });
      const done = Math.min(at + batch, without.length);
      context.progress((done / without.length) * 0.9, `${done} / ${without.length}`);
    }
    const compared = pictures.filter(
      ({ blob }) => prints.has(blob) && prints.get(blob) !== noPrint,
    );
    const found = await pairsOf(compared, prints, context);
    if (found === null) return fail({ code: 'cancelled' });
    return ok({
      prints: made,
      similar: found.pairs,
      result: {
        pictures: pictures.length,
        compared: compared.length,
        without_print: pictures.length - compared.length,
        pairs: found.pairs.length,
        whole: found.whole,
      },
    });
  };

export const run = findSimilarWith(printOfFile);

async function allPictures(context: TaskContext): Promise<readonly PrintRow[]> {
  const rows: PrintRow[] = [];
  for (let after = 0; ;) {
    const some = await context.query('prints', { after, limit: page });
    rows.push(...some);
    const last = some.at(-1);
    if (!last || some.length < page || context.signal.aborted) return rows;
    after = last.n;
  }
}

/** Prints from the small pictures, which are quick to read; from the files where there is none. */
async function printsOf(
  blobs: readonly Sha256[],
  context: TaskContext,
  makePrint: MakePrint,
): Promise<readonly { readonly blob: Sha256; readonly print: string }[]> {
  const small = new Map(
    (await context.query('thumbnails', { blobs })).map((one) => [one.sha256, one]),
  );
  const made: { blob: Sha256; print: string }[] = [];
  for (const blob of blobs) {
    if (context.signal.aborted) return made;
    const one = small.get(blob);
    const print = one
      ? await makePrint(new Blob([new Uint8Array(one.bytes)], { type: one.mime }))
      : await printOfBlob(blob, context, makePrint);
    if (print !== null) made.push({ blob, print });
  }
  return made;
}

async function printOfBlob(
  blob: Sha256,
  context: TaskContext,
  makePrint: MakePrint,
): Promise<string | null> {
  try {
    return await makePrint(await context.openBlob(blob));
  } catch {
    // What is missing or unreadable is the affair of "Verify files", not of this search.
    return null;
  }
}

async function pairsOf(
  pictures: readonly PrintRow[],
  prints: ReadonlyMap<Sha256, string>,
  context: TaskContext,
): Promise<{ readonly pairs: readonly SimilarPair[]; readonly whole: boolean } | null> {
  const search = pairsWithin(
    pictures.map(({ blob }) => prints.get(blob) ?? noPrint),
    alikeWithin,
    mostPairs,
  );
  for (;;) {
    const step = search.next();
    if (context.signal.aborted) return null;
    if (step.done === true) {
      const { found, whole } = step.value;
      const pairs: SimilarPair[] = [];
      for (let at = 0; at < found.length; at += 3) {
        const first = pictures[found[at] ?? 0];
        const second = pictures[found[at + 1] ?? 0];
        if (!first || !second) continue;
        pairs.push({ first: first.id, second: second.id, distance: found[at + 2] ?? 0 });
      }
      return { pairs, whole };
    }
    context.progress(0.9 + step.value * 0.1);
    // Lets a cancel through.
    await new Promise((resolve) => setTimeout(resolve));
  }
}
