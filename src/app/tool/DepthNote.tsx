import type { AssetRow } from '#domain/asset.ts';
import { metadataOf } from '../library/inspector/facts.ts';
import { tryoutWords as words } from '../words/tryout.ts';
import styles from './ToolDialog.module.css';

const isDeep = (asset: AssetRow): boolean =>
  asset.kind === 'image' && (metadataOf(asset).bit_depth ?? 8) > 8;

const isMoving = (asset: AssetRow): boolean =>
  asset.kind === 'image' && (metadataOf(asset).frames ?? 1) > 1;

/** Says before a task is started what of its pictures is not kept: bits beyond eight, movement. */
export function DepthNote({ rows }: { readonly rows: readonly AssetRow[] }) {
  const [deep, ...moreDeep] = rows.filter(isDeep);
  const [moving, ...moreMoving] = rows.filter(isMoving);
  return (
    <>
      {deep && <p className={styles['estimate']}>{words.depth(deep.name, moreDeep.length)}</p>}
      {moving && (
        <p className={styles['estimate']}>{words.frames(moving.name, moreMoving.length)}</p>
      )}
    </>
  );
}
