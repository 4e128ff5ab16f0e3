import { useLiveQuery } from '../inkreel.ts';
import { usesLines, usesWords as words } from '../words/uses.ts';
import styles from './TrashUses.module.css';

/** Where what lies in the trash is still used, before it is deleted for good. */
export function TrashUses() {
  const uses = useLiveQuery('usesOfTrash', {}).value;
  if (!uses || uses.total === 0) return null;
  return (
    <div className={styles['uses']}>
      <p className={styles['title']}>{words.inUse}</p>
      <ul>
        {usesLines(uses).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{words.stay}</p>
    </div>
  );
}
