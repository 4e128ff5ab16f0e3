import type { AssetId } from '#domain/id.ts';
import { useLiveQuery } from '../inkreel.ts';
import { kindWords as words } from '../words/kinds.ts';
import { libraryWords } from '../words/library.ts';
import styles from './Kinds.module.css';

/** What is counted from the parts of an asset, and the parts themselves. */
export function Parts({ id, hasShots }: { readonly id: AssetId; readonly hasShots: boolean }) {
  const facts = useLiveQuery('kindFacts', { id }).value;
  if (!facts || (!hasShots && facts.parts.length === 0)) return null;
  return (
    <section aria-labelledby="asset-parts">
      <h2 id="asset-parts" className={styles['heading']}>
        {hasShots ? words.counted : words.parts}
      </h2>
      {hasShots && (
        <p className={styles['figures']}>
          {[
            ...(facts.scenes > 0 ? [words.scenes(facts.scenes)] : []),
            words.countedShots(facts.shots),
            ...(facts.shots === 0
              ? []
              : [facts.duration === null ? words.noLength : words.countedLength(facts.duration)]),
          ].join(' · ')}
        </p>
      )}
      <ul className={styles['parts']}>
        {facts.parts.map((part) => (
          <li key={part.id}>
            <a href={`#/asset/${part.id}`} className={styles['part']}>
              <span dir="auto">{part.name}</span>
              <span className={styles['quiet']}>{libraryWords.kinds[part.kind]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
