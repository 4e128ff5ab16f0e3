import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { isEngineHere } from '#media/ffmpeg/engine.ts';
import { tryoutWords as words } from '../words/tryout.ts';
import { metadataOf } from '../library/inspector/facts.ts';
import styles from './ToolDialog.module.css';

const needsEngine = (asset: AssetRow): boolean =>
  Object.values(metadataOf(asset).unread ?? {}).some((why) => why.startsWith('needs_engine'));

const mayBeInterlaced = (asset: AssetRow): boolean => metadataOf(asset).half_pictures === true;

/** Says before a task is started that the media engine comes with it, how large it is, or that it cannot come. */
export function EngineNote({
  rows,
  kind,
}: {
  readonly rows: readonly AssetRow[];
  readonly kind: string;
}) {
  const [isHere, setIsHere] = useState(true);
  const needed = rows.find(needsEngine);
  // Only a conversion makes whole pictures of half ones; all else keeps frames as they are.
  const halved = kind === 'convert_video' ? rows.find(mayBeInterlaced) : undefined;
  useEffect(() => {
    let over = false;
    void isEngineHere().then((here) => {
      if (!over) setIsHere(here);
    });
    return () => {
      over = true;
    };
  }, []);
  if (isHere) return null;
  const isOnline = navigator.onLine;
  const said = [
    needed && (isOnline ? words.engine(needed.name) : words.engineOffline(needed.name)),
    halved && (isOnline ? words.interlaced(halved.name) : words.interlacedOffline(halved.name)),
  ];
  return said.map(
    (text) =>
      text !== undefined && (
        <p key={text} className={styles['estimate']}>
          {text}
        </p>
      ),
  );
}
