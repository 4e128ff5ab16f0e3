import { useEffect, useRef, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { Sha256 } from '#domain/id.ts';
import { type JoinLook, openPreviews, type Previews } from '#workers/previews/client.ts';
import { useInkreel } from '../../inkreel.ts';
import { failureLine } from '../../words/failures.ts';
import { joinWords as words } from '../../words/join.ts';

/** What is known of a join in the order in which its parts stand now. */
export interface Looked {
  /** Null while the parts are looked at. */
  readonly look: JoinLook | null;
  /** Why they cannot be looked at, in words. */
  readonly problem: string | null;
}

const nothing: Looked = { look: null, problem: null };

/** Looks at the parts, again for every order and wish; the last answer stands until the next one is there. */
export function useJoinLook(
  parts: readonly AssetRow[],
  {
    isFilm,
    fade,
    isSeamless,
  }: { readonly isFilm: boolean; readonly fade: number; readonly isSeamless: boolean },
): Looked {
  const client = useInkreel();
  const [looked, setLooked] = useState<Looked>(nothing);
  const previews = useRef<Previews | null>(null);
  const files = useRef(new Map<Sha256, File>());
  const count = parts.length;
  useEffect(
    () => () => {
      previews.current?.close();
      previews.current = null;
    },
    [],
  );
  // The rows are new objects whenever anything in the library changes; what counts of them is not.
  const order = JSON.stringify(parts.map(({ name, blob, format }) => ({ name, blob, format })));
  useEffect(() => {
    const stop = new AbortController();
    const looking = async (): Promise<Looked> => {
      // The border: what was written two lines above.
      const wanted = JSON.parse(order) as readonly Pick<AssetRow, 'name' | 'blob' | 'format'>[];
      const opened: { name: string; file: File }[] = [];
      for (const { name, blob } of wanted) {
        const file = blob && (files.current.get(blob) ?? (await openedFile(client, blob)));
        if (!file || !blob) return { look: null, problem: words.missing(name) };
        files.current.set(blob, file);
        opened.push({ name, file });
      }
      previews.current ??= openPreviews();
      const wish = { format: wanted[0]?.format ?? null, isFilm, fade, isSeamless };
      const result = await previews.current.call('join', { parts: opened, wish }, stop.signal);
      return result.ok
        ? { look: result.value, problem: null }
        : { look: null, problem: failureLine(result.failure) };
    };
    if (count >= 2) {
      void looking().then((found) => {
        if (!stop.signal.aborted) setLooked(found);
      });
    }
    return () => stop.abort();
  }, [client, count, order, isFilm, fade, isSeamless]);
  return count < 2 ? nothing : looked;
}

async function openedFile(
  client: ReturnType<typeof useInkreel>,
  blob: Sha256,
): Promise<File | null> {
  const result = await client.openBlob(blob);
  return result.ok ? result.value : null;
}
