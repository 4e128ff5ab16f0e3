import type { CollectionRow } from '#domain/contract/collections.ts';
import { useCommand } from '../inkreel.ts';
import { TextInput } from '../ui/TextInput.tsx';
import { collectionWords as words } from '../words/collections.ts';

/** A collection's name as a field, in its place: Enter or leaving it keeps, Escape does not. */
export function RenameField({
  row,
  className,
  onDone,
}: {
  readonly row: CollectionRow;
  readonly className: string | undefined;
  /** `byKeys`: whoever typed stands nowhere now. */
  readonly onDone: (byKeys: boolean) => void;
}) {
  const command = useCommand();
  const rename = (name: string, byKeys: boolean): void => {
    onDone(byKeys);
    const clean = name.trim();
    if (clean === '' || clean === row.name) return;
    void command('editCollection', { collection: row.id, changes: { name: clean } });
  };
  return (
    <TextInput
      className={className}
      aria-label={words.renameNamed(row.name)}
      defaultValue={row.name}
      maxLength={255}
      ref={(field) => {
        // Renaming was asked for: the name is ready to be typed over.
        if (field && document.activeElement !== field) field.select();
      }}
      onBlur={(event) => rename(event.target.value, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') rename(event.currentTarget.value, true);
        if (event.key === 'Escape') onDone(true);
      }}
    />
  );
}
