import type { AssetRow } from '#domain/asset.ts';
import type { MaskRow } from '#domain/contract/masks.ts';
import { fail } from '#domain/result.ts';
import { joinMasks } from '#media/mask/combine.ts';
import { useInkreel } from '../../inkreel.ts';
import { maskWords as words } from '../../words/masks.ts';
import { told } from './ChangeControls.tsx';
import type { Desk } from './desk.ts';

/** Puts a mask of the library on a desk, in place of what is drawn there or added to it. */
export function useKept() {
  const { openBlob } = useInkreel();
  return async (
    desk: Desk,
    { blob, name }: Pick<MaskRow | AssetRow, 'blob' | 'name'>,
    join: 'replace' | 'add',
  ): Promise<void> => {
    if (blob === null) return;
    const { width, height } = desk.picture;
    const used = await desk.later(
      words.busy.read,
      words.acts[join === 'add' ? 'added' : 'used'](name),
      async (thread, signal) => {
        const file = await openBlob(blob);
        if (!file.ok) return fail(file.failure);
        return thread.call('read', { file: file.value, picture: { width, height } }, signal);
      },
      ([first, ...rest], made) => [first ? joinMasks(first, made, join) : made, ...rest],
    );
    told(used);
  };
}
