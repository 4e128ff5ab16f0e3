import { useEffect, useState } from 'react';

import type { KnownLibrary, Safety } from '#workers/client.ts';

/** Every library of this browser; read again when `since` is another. */
export function useLibraries(safety: Safety | null, since: unknown): readonly KnownLibrary[] {
  const [list, setList] = useState<readonly KnownLibrary[]>([]);
  useEffect(() => {
    let current = true;
    void safety?.libraries.list().then((read) => {
      if (current) setList(read);
    });
    return () => {
      current = false;
    };
  }, [safety, since]);
  return list;
}
