import { X } from 'lucide-react';

import { useChosen } from '../chosen.ts';
import { announce } from '../shell/announcer.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { collectionWords as words } from '../words/collections.ts';
import styles from './AutoBadge.module.css';

/** Marks the collection that new things go to; a press ends that. */
export function AutoBadge({ name }: { readonly name: string }) {
  const setTarget = useChosen((state) => state.setTarget);
  return (
    <Tooltip text={words.autoEnd(name)}>
      <button
        type="button"
        className={styles['auto']}
        aria-label={words.autoEnd(name)}
        onClick={() => {
          setTarget(null);
          announce(words.autoEnded(name));
        }}
      >
        {words.auto}
        <X aria-hidden />
      </button>
    </Tooltip>
  );
}
