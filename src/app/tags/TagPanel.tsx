import { useState } from 'react';

import type { TagDetails } from '#domain/contract/tags.ts';
import { type TagColour, tagColours } from '#domain/tags.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { tagHref } from '../tag-href.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Field } from '../ui/Field.tsx';
import { TagDot } from '../ui/TagDot.tsx';
import { TagInput } from '../ui/TagInput.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showToast } from '../ui/toasts.ts';
import { tagWords as words } from '../words/tags.ts';
import styles from './Tags.module.css';

/** Where the keyboard goes when a tag is to be edited. */
export const nameFieldId = 'tag-name';

function Name({
  tag,
  onRenamed,
}: {
  readonly tag: string;
  readonly onRenamed: (name: string) => void;
}) {
  const run = useCommand();
  const [name, setName] = useState(tag);
  const [keeps, setKeeps] = useState(true);
  const isChanged = name.trim() !== '' && name.trim() !== tag;
  const rename = async (): Promise<void> => {
    if (!isChanged) return;
    const done = await run('renameTag', { tag, name, keep_alias: keeps });
    if (done) onRenamed(name.trim().replace(/\s+/gu, ' '));
  };
  return (
    <form
      className={styles['part']}
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <Field id={nameFieldId} label={words.name}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {isChanged && (
        <>
          <Toggle label={words.keepAlias} checked={keeps} onChecked={setKeeps} />
          <Button look="primary" onClick={() => void rename()}>
            {words.rename}
          </Button>
        </>
      )}
    </form>
  );
}

function Colours({ tag, colour }: Pick<TagDetails, 'tag' | 'colour'>) {
  const run = useCommand();
  const choices: readonly (TagColour | null)[] = [null, ...tagColours];
  return (
    <fieldset className={styles['colours']}>
      <legend>{words.colour}</legend>
      {choices.map((choice) => (
        <label key={choice ?? 'none'} className={styles['swatch']}>
          <input
            type="radio"
            name="tag-colour"
            checked={colour === choice}
            onChange={() => void run('setTagColour', { tag, colour: choice })}
          />
          {choice && <TagDot colour={choice} />}
          {choice ? words.colours[choice] : words.noColour}
        </label>
      ))}
    </fieldset>
  );
}

/** One tag: its name, colour, aliases, parents, and what stands below it. */
export function TagPanel({
  details,
  onGoTo,
  onDelete,
}: {
  readonly details: TagDetails;
  /** Another tag is to be looked at: a child, or this one under its new name. */
  readonly onGoTo: (tag: string) => void;
  readonly onDelete: () => void;
}) {
  const { tag, aliases, parents, children } = details;
  const run = useCommand();
  const [typed, setTyped] = useState('');
  const mine = useInProject();
  const suggestions = useLiveQuery(
    'suggestTags',
    typed === '' ? null : { text: typed, ...mine },
  ).value;
  const addAlias = async (alias: string): Promise<void> => {
    const done = await run('addTagAlias', { tag, alias });
    if (done && done.retagged > 0)
      showToast({ text: words.retagged(done.retagged), tone: 'plain' });
  };
  return (
    <div className={styles['panel']}>
      <Name key={tag} tag={tag} onRenamed={onGoTo} />
      <p className={styles['quiet']}>
        {words.counted(details.count, details.count_below)}
        {' · '}
        <a href={tagHref(tag)}>{words.show}</a>
      </p>
      <Colours tag={tag} colour={details.colour} />
      <section className={styles['part']} aria-label={words.aliases}>
        <h3 className={styles['heading']}>{words.aliases}</h3>
        <p className={styles['quiet']}>{words.aliasesHelp}</p>
        <TagInput
          label={words.addAlias}
          tags={aliases.map((value) => ({ value }))}
          suggestions={[]}
          onTyped={() => undefined}
          onAdd={(alias) => void addAlias(alias)}
          onRemove={(alias) => void run('removeTagAlias', { alias })}
        />
      </section>
      <section className={styles['part']} aria-label={words.parents}>
        <h3 className={styles['heading']}>{words.parents}</h3>
        <p className={styles['quiet']}>{words.parentsHelp}</p>
        <TagInput
          label={words.addParent}
          tags={parents.map((value) => ({ value }))}
          suggestions={typed === '' ? [] : (suggestions ?? []).filter(({ value }) => value !== tag)}
          onTyped={setTyped}
          onAdd={(parent) => void run('addTagParent', { tag, parent })}
          onRemove={(parent) => void run('removeTagParent', { tag, parent })}
        />
      </section>
      {children.length > 0 && (
        <section className={styles['part']} aria-label={words.children}>
          <h3 className={styles['heading']}>{words.children}</h3>
          <div className={styles['chips']}>
            {children.map((child) => (
              <Chip key={child} label={child} pressed={false} onPress={() => onGoTo(child)} />
            ))}
          </div>
        </section>
      )}
      <div className={styles['acts']}>
        <Button look="danger" onClick={onDelete}>
          {words.delete}
        </Button>
      </div>
    </div>
  );
}
