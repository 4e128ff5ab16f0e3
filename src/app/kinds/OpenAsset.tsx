import { useEffect } from 'react';

import { goTo } from '../address.ts';
import type { ActProps } from '../library/acts.ts';

/** Goes to the page of the selected asset. */
export function OpenAsset({ ids, onClose }: ActProps) {
  const [id] = ids;
  useEffect(() => {
    onClose();
    if (id) goTo(`/asset/${id}`);
  }, [id, onClose]);
  return null;
}
