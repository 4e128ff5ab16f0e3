/**
 * Looks at files before they come in: what each one is by its bytes, what lies beside it, and which
 * of them the library has. Nothing is stored. A file is hashed only where its size occurs already.
 */
import { createSHA256 } from 'hash-wasm';

import type { ProjectId, Sha256 } from '#domain/id.ts';
import { fail } from '#domain/result.ts';
import { sniff } from '#formats/sniff.ts';

import { readBeside } from './beside.ts';
import { openInbox } from './inbox.ts';
import type { FromImportWorker, KnownAlready, Seen, Source } from './messages.ts';
import type { ImportGround, ImportSession } from './session.ts';
import { readFailure } from './take-in.ts';

/** So much of a file is enough to judge it. */
const headBytes = 64 * 1024;
const together = 8;
const piece = 4 * 1024 * 1024;
/** Hashes that are asked about at once. */
const asked = 64;

export type LookGround = Pick<ImportGround, 'say' | 'query'>;

interface Candidate {
  readonly index: number;
  /** Whether something lies beside it that would be lost with it. */
  readonly hasBeside: boolean;
  readonly file: File;
}

async function judge(source: Source, index: number): Promise<readonly [Seen, File | null]> {
  try {
    const file = source.file instanceof File ? source.file : await source.file.getFile();
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    const judged = sniff(head, file.name);
    const { sidecars, lines } = await readBeside(source);
    return [{ index, size: file.size, judged, sidecars, lines }, judged.ok ? file : null];
  } catch (thrown) {
    const judged = fail(readFailure(thrown));
    return [{ index, size: 0, judged, sidecars: [], lines: [] }, null];
  }
}

async function hashOf(file: File, signal: AbortSignal): Promise<Sha256> {
  const hash = await createSHA256();
  for (let at = 0; at < file.size; at += piece) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + piece).arrayBuffer()));
  }
  // The border: a SHA-256 in hexadecimal digits is one by definition.
  return hash.digest('hex') as Sha256;
}

/** Starts to look; asks for its first slice at once. */
export function startLook(
  ground: LookGround,
  { session, project }: { readonly session: number; readonly project?: ProjectId },
): ImportSession {
  const say = (message: FromImportWorker): void => ground.say(message);
  const inbox = openInbox(() => say({ say: 'more', session }));
  const { signal } = inbox.stop;

  /** Of files that have a size which others have too: those with the same bytes. */
  const findKnown = async (candidates: readonly Candidate[]): Promise<void> => {
    const bySize = Map.groupBy(candidates, ({ file }) => file.size);
    const sizes = new Set(await ground.query('knownSizes', { sizes: [...bySize.keys()] }));
    // Of two with the same bytes the one that something lies beside is the one to keep.
    const doubtful = candidates
      .filter(({ file }) => sizes.has(file.size) || (bySize.get(file.size)?.length ?? 0) > 1)
      .toSorted((one, other) => Number(other.hasBeside) - Number(one.hasBeside));
    const first = new Map<Sha256, number>();
    for (let at = 0; at < doubtful.length && !signal.aborted; at += asked) {
      const hashed: (readonly [number, Sha256])[] = [];
      for (const { index, file } of doubtful.slice(at, at + asked)) {
        const hash = await hashOf(file, signal).catch(() => null);
        if (hash !== null) hashed.push([index, hash]);
      }
      const hashes = [...new Set(hashed.map(([, hash]) => hash))];
      const here = await ground.query('knownBytes', {
        hashes,
        ...(project === undefined ? {} : { project }),
      });
      const byHash = new Map(here.map((one) => [one.sha256, one]));
      const known = hashed.flatMap(([index, hash]): readonly KnownAlready[] => {
        const asset = byHash.get(hash);
        if (asset) return [{ index, name: asset.name, trashed: asset.trashed, where: 'library' }];
        const twin = first.get(hash);
        if (twin === undefined) first.set(hash, index);
        return twin === undefined ? [] : [{ index, where: 'choice', twin }];
      });
      if (known.length > 0) say({ say: 'known', session, known });
    }
  };

  const run = async (): Promise<void> => {
    const candidates: Candidate[] = [];
    let index = 0;
    for (let sources = await inbox.next(); sources.length > 0; sources = await inbox.next()) {
      for (let at = 0; at < sources.length; at += together) {
        const from = index;
        const some = sources.slice(at, at + together);
        index += some.length;
        const judged = await Promise.all(some.map((one, place) => judge(one, from + place)));
        say({ say: 'seen', session, seen: judged.map(([seen]) => seen) });
        for (const [{ index: place, sidecars }, file] of judged) {
          if (file) candidates.push({ index: place, hasBeside: sidecars.length > 0, file });
        }
      }
    }
    if (!signal.aborted && candidates.length > 0) await findKnown(candidates);
    say({ say: 'looked', session });
  };

  return { sources: inbox.sources, cancel: inbox.cancel, ended: run() };
}
