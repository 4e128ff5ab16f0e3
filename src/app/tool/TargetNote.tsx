import { Inbox } from 'lucide-react';

import { useChosen } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { collectionWords as words } from '../words/collections.ts';
import styles from './TargetNote.module.css';

/** Says which collection the results go to as well, and lets that be ended; nothing where none is chosen. */
export function TargetNote() {
  const { target, setTarget } = useChosen();
  const collection = useLiveQuery('collection', target === null ? null : { id: target }).value;
  if (target === null || !collection || collection.id !== target) return null;
  return (
    <p className={styles['note']}>
      <Inbox aria-hidden />
      <span className={styles['words']}>{words.alsoTo(collection.name)}</span>
      <Button size="small" look="quiet" onClick={() => setTarget(null)}>
        {words.notThere}
      </Button>
    </p>
  );
}
