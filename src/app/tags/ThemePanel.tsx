import { useState } from 'react';

import { useCommand } from '../inkreel.ts';
import { themeHref } from '../tag-href.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { tagWords as words } from '../words/tags.ts';
import { nameFieldId } from './TagPanel.tsx';
import styles from './Tags.module.css';

/** Renames one theme, or makes one of several. */
export function ThemePanel({
  themes,
  onRenamed,
}: {
  readonly themes: readonly string[];
  readonly onRenamed: (name: string | null) => void;
}) {
  const run = useCommand();
  const [name, setName] = useState(themes[0] ?? '');
  const isChanged = name.trim() !== '' && (themes.length > 1 || name.trim() !== themes[0]);
  const rename = async (next: string | null): Promise<void> => {
    const done = await run('renameThemes', { themes, name: next });
    if (done) onRenamed(next === null ? null : next.trim());
  };
  return (
    <form
      className={styles['panel']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) void rename(name);
      }}
    >
      <h2 className={styles['heading']}>
        {themes.length > 1 ? words.selectedThemes(themes.length) : themes[0]}
      </h2>
      {themes.length === 1 && (
        <p className={styles['quiet']}>
          <a href={themeHref(themes[0] ?? '')}>{words.show}</a>
        </p>
      )}
      <Field id={nameFieldId} label={words.renameTheme} help={words.renameThemeHelp}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={500}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['acts']}>
        {isChanged && (
          <Button look="primary" onClick={() => void rename(name)}>
            {themes.length > 1 ? words.merge : words.rename}
          </Button>
        )}
        <Button look="danger" onClick={() => void rename(null)}>
          {words.clearTheme}
        </Button>
      </div>
    </form>
  );
}
