import { useState } from 'react';

import type { KnownLibrary } from '#workers/client.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { agoText } from '../words/format.ts';
import { safetyWords as words } from '../words/safety.ts';
import { DeleteLibrary, NameLibrary } from './LibraryDialogs.tsx';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';
import { useLibraries } from './useLibraries.ts';
import { useSafety } from './useSafety.ts';

type Asked =
  | { readonly what: 'create' }
  | { readonly what: 'rename' | 'delete'; readonly library: KnownLibrary };

/** Every library of this browser: open, make, rename, delete. */
export function LibrariesSection() {
  const safety = useSafety();
  const now = useNow(60_000);
  const contents = useLiveQuery('contents', {}).value;
  const assets = useLiveQuery('counts', {}).value?.assets;
  const [changes, setChanges] = useState(0);
  const list = useLibraries(safety, `${String(changes)} ${String(contents?.blobs)}`);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => {
    setAsked(null);
    setChanges(changes + 1);
  };

  const about = (library: KnownLibrary): string => {
    const isHere = library.id === safety?.library;
    const bytes =
      isHere && contents ? contents.blob_bytes + contents.database_bytes : library.bytes;
    const holds = isHere ? assets : library.assets;
    return [
      holds === undefined || bytes === undefined ? words.holdsUnknown : words.holds(holds, bytes),
      ...(isHere || library.usedAt === 0 ? [] : [words.used(agoText(library.usedAt, now))]),
      ...(library.restored ? [words.restoredFrom(library.restored.takenAt)] : []),
    ].join(' · ');
  };

  return (
    <section className={section['section']} aria-labelledby="data-libraries">
      <h2 id="data-libraries">{words.libraries}</h2>
      <p className={section['lead']}>{words.librariesText}</p>
      <ul className={styles['libraries']} aria-labelledby="data-libraries">
        {list.map((library) => {
          const isHere = library.id === safety?.library;
          return (
            <li key={library.id} className={styles['library']}>
              <div className={styles['about']}>
                <strong>{library.name}</strong>
                <span className={section['quiet']}>{about(library)}</span>
              </div>
              {isHere ? (
                <Badge tone="info">{words.here}</Badge>
              ) : (
                <Button
                  size="small"
                  aria-label={`${words.switchTo} ${library.name}`}
                  onClick={() => safety?.libraries.switchTo(library.id)}
                >
                  {words.switchTo}
                </Button>
              )}
              <Button
                size="small"
                look="quiet"
                aria-label={`${words.rename} ${library.name}`}
                onClick={() => setAsked({ what: 'rename', library })}
              >
                {words.rename}
              </Button>
              <Button
                size="small"
                look="quiet"
                aria-label={`${words.remove} ${library.name}`}
                unavailable={isHere ? words.removeHere : null}
                onClick={() => setAsked({ what: 'delete', library })}
              >
                {words.remove}
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        unavailable={safety ? null : words.unavailable}
        onClick={() => setAsked({ what: 'create' })}
      >
        {words.create}
      </Button>
      {safety && asked?.what === 'create' && (
        <NameLibrary
          title={words.createTitle}
          text={words.createText}
          act={words.createAct}
          initial=""
          onClose={close}
          onName={async (name) => safety.libraries.switchTo(await safety.libraries.create(name))}
        />
      )}
      {safety && asked?.what === 'rename' && (
        <NameLibrary
          title={words.renameTitle}
          act={words.save}
          initial={asked.library.name}
          onClose={close}
          onName={(name) => safety.libraries.rename(asked.library.id, name)}
        />
      )}
      {safety && asked?.what === 'delete' && (
        <DeleteLibrary safety={safety} library={asked.library} onClose={close} />
      )}
    </section>
  );
}
