import { useEffect, useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { useInkreel } from './inkreel.ts';

/** An object URL of a blob's bytes for as long as the component stands; nothing is read before it is needed. */
export function useBlobUrl(
  blob: Sha256 | null,
  mime: string | null,
): { readonly url: string | null; readonly failure: Failure | null } {
  const client = useInkreel();
  const [opened, setOpened] = useState<{
    readonly blob: Sha256;
    readonly url: string | null;
    readonly failure: Failure | null;
  } | null>(null);
  useEffect(() => {
    if (!blob) return;
    let url: string | null = null;
    let current = true;
    void client.openBlob(blob).then((file) => {
      if (!current) return;
      if (!file.ok) {
        setOpened({ blob, url: null, failure: file.failure });
        return;
      }
      // Files of the store have no type of their own; an SVG needs one to be drawn in an <img>.
      url = URL.createObjectURL(mime ? new Blob([file.value], { type: mime }) : file.value);
      setOpened({ blob, url, failure: null });
    });
    return () => {
      current = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [client, blob, mime]);
  return opened && opened.blob === blob ? opened : { url: null, failure: null };
}
