import type { CollectionRow } from '#domain/contract/collections.ts';
import { useCommand } from '../inkreel.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { collectionWords as words } from '../words/collections.ts';

/** Says of a collection that is shown that it lies in the trash, and brings it back. */
export function CollectionState({ row }: { readonly row: CollectionRow }) {
  const run = useCommand();
  return (
    <Banner
      tone="warn"
      title={words.inTrash(row.name)}
      actions={
        <Button size="small" onClick={() => void run('restoreCollection', { collection: row.id })}>
          {words.restore}
        </Button>
      }
    >
      {words.inTrashText}
    </Banner>
  );
}
