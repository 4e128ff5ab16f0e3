import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { isEngineHere } from '#media/ffmpeg/engine.ts';
import { tryoutWords as words } from '../words/tryout.ts';
import { metadataOf } from '../library/inspector/facts.ts';
import styles from './ToolDialog.module.css';

const needsEngine = (asset: AssetRow): boolean =>
  Object.values(metadataOf(asset).unread ?? {}).some((why) => why.startsWith('needs_engine'));

/** Says before a task is started that the media engine comes with it, and how large it is. */
export function EngineNote({ rows }: { readonly rows: readonly AssetRow[] }) {
  const [isHere, setIsHere] = useState(true);
  const needed = rows.find(needsEngine);
  useEffect(() => {
    let over = false;
    void isEngineHere().then((here) => {
      if (!over) setIsHere(here);
    });
    return () => {
      over = true;
    };
  }, []);
  if (!needed || isHere) return null;
  return <p className={styles['estimate']}>{words.engine(needed.name)}</p>;
}
