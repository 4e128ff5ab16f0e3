import type { AssetRow } from '#domain/asset.ts';
import { metadataOf } from '../library/inspector/facts.ts';
import { tryoutWords as words } from '../words/tryout.ts';
import styles from './ToolDialog.module.css';

const isDeep = (asset: AssetRow): boolean =>
  asset.kind === 'image' && (metadataOf(asset).bit_depth ?? 8) > 8;

/** Says before a task is started that finer steps of colour than eight bits are not kept. */
export function DepthNote({ rows }: { readonly rows: readonly AssetRow[] }) {
  const [first, ...more] = rows.filter(isDeep);
  if (!first) return null;
  return <p className={styles['estimate']}>{words.depth(first.name, more.length)}</p>;
}
