import { useEffect, useState } from 'react';

import type { Safety } from '#workers/client.ts';
import { useInkreel } from '../inkreel.ts';

/** Backups and libraries; null until their part of the program is loaded. */
export function useSafety(): Safety | null {
  const client = useInkreel();
  const [safety, setSafety] = useState<Safety | null>(null);
  useEffect(() => {
    let current = true;
    void client.safety?.().then((loaded) => {
      if (current) setSafety(loaded);
    });
    return () => {
      current = false;
    };
  }, [client]);
  return safety;
}
