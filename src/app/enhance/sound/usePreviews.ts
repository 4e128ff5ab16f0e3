import { useEffect, useRef, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';
import { openPreviews, type Previews } from '#workers/previews/client.ts';
import { useInkreel } from '../../inkreel.ts';

/** The bytes of an asset and a worker to look at them, for as long as a dialog stands. */
export function usePreviews(asset: AssetRow | undefined): {
  readonly file: File | null;
  readonly failure: Failure | null;
  readonly previews: () => Previews;
} {
  const client = useInkreel();
  const [opened, setOpened] = useState<{ file: File | null; failure: Failure | null }>({
    file: null,
    failure: null,
  });
  const held = useRef<Previews | null>(null);
  const blob = asset?.blob ?? null;
  useEffect(() => {
    let current = true;
    if (blob) {
      void client.openBlob(blob).then((result) => {
        if (!current) return;
        setOpened(
          result.ok
            ? { file: result.value, failure: null }
            : { file: null, failure: result.failure },
        );
      });
    }
    return () => {
      current = false;
      held.current?.close();
      held.current = null;
    };
  }, [client, blob]);
  return {
    ...opened,
    previews: () => {
      held.current ??= openPreviews();
      return held.current;
    },
  };
}
