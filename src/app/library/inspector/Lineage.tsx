import type { AssetDetails, Related } from '#domain/contract/queries.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useNow } from '../../now.ts';
import { useSession } from '../../session.ts';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { dayText, pixelsText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Lineage.module.css';
import { Section } from './Section.tsx';

const relations: Readonly<Record<string, string>> = words.from;

/** How a link came to be, in the words of the task that made it. */
const relationWords = (one: Related): string => {
  const made = one.made_by ? taskKindByName(one.made_by)?.words.from : undefined;
  return made ?? relations[one.relationship] ?? one.relationship;
};

/** A scale of the asset's own making: "2×". */
function scaleOf(generation: string | null): string | null {
  if (!generation) return null;
  const parsed: unknown = JSON.parse(generation);
  if (typeof parsed !== 'object' || parsed === null || !('params' in parsed)) return null;
  const { params } = parsed;
  if (typeof params !== 'object' || params === null || !('scale' in params)) return null;
  return typeof params.scale === 'number' ? words.times(params.scale) : null;
}

function RelatedLine({ one, how }: { readonly one: Related; readonly how: string }) {
  const select = useSession((state) => state.select);
  const now = useNow(null);
  const parts = [
    one.width && one.height ? pixelsText(one.width, one.height) : null,
    dayText(one.created_at, now),
    one.deleted_at === null ? null : words.inTrash,
  ];
  return (
    <li>
      <button
        type="button"
        className={styles['line']}
        onClick={() => select({ selected: new Set([one.n]), anchor: one.n, active: one.n })}
      >
        <span className={styles['thumbnail']}>
          <Thumbnail blob={one.blob} />
        </span>
        <span className={styles['words']}>
          <span className={styles['how']}>{how}</span>
          <span className={styles['name']}>{one.name}</span>
          <span className={styles['how']}>{parts.filter(Boolean).join(' · ')}</span>
        </span>
      </button>
    </li>
  );
}

/** Where an asset comes from, and what was made from it. */
export function Lineage({ details }: { readonly details: AssetDetails }) {
  const { asset, from, derived, packs } = details;
  const scale = scaleOf(asset.generation);
  return (
    <>
      <Section title={words.comesFrom}>
        {from.length === 0 && (
          <p className={styles['none']}>
            {asset.origin === 'derivative' ? words.gone : words.original}
          </p>
        )}
        <ul className={styles['list']}>
          {from.map((one) => (
            <RelatedLine
              key={`${one.id} ${one.relationship}`}
              one={one}
              how={[relationWords(one), one.depth === 1 ? scale : null].filter(Boolean).join(' · ')}
            />
          ))}
        </ul>
      </Section>
      <Section title={words.usedIn}>
        {derived.length === 0 && packs.length === 0 && (
          <p className={styles['none']}>{words.notUsed}</p>
        )}
        <ul className={styles['list']}>
          {packs.map((pack) => (
            <li key={pack.id}>
              <a className={styles['pack']} href={`#/packs/${pack.id}`}>
                {words.pack(pack.name)}
              </a>
            </li>
          ))}
          {derived.map((one) => (
            <RelatedLine
              key={`${one.id} ${one.relationship}`}
              one={one}
              how={
                (one.made_by ? taskKindByName(one.made_by)?.words.act : undefined) ??
                relationWords(one)
              }
            />
          ))}
        </ul>
      </Section>
    </>
  );
}
