import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { broughtChoices, type OutgoingChoice } from '#domain/outgoing.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { outgoingWords as words } from '../words/outgoing.ts';
import { CarriedPreview } from './CarriedPreview.tsx';
import { useOutgoingChoice } from './choice.ts';
import styles from './Outgoing.module.css';

const summaryOf = (choice: OutgoingChoice): string =>
  words.summary([
    ...(choice.recipe ? [choice.prompts ? words.short.recipe : words.short.recipeWordless] : []),
    ...(choice.label ? [words.short.label] : []),
    ...(choice.credentials ? [words.short.credentials] : []),
    words.short[choice.brought],
  ]);

/**
 * What the files of an export carry, in every dialog that lets files out: one line that tells the
 * choice, the choices behind it, and what really goes into a file. Kept on this device.
 */
export function CarryOptions({
  ids,
  prompts,
}: {
  readonly ids: readonly AssetId[];
  /** Where the dialog itself asks about prompts: its answer. */
  readonly prompts?: boolean;
}) {
  const { value, set } = useOutgoingChoice();
  const [shown, setShown] = useState(false);
  const choice = prompts === undefined ? value : { ...value, prompts };
  const change = (changes: Partial<OutgoingChoice>): void => set({ ...value, ...changes });
  return (
    <details className={styles['options']}>
      <summary>
        <span className={styles['name']}>{words.title}</span>
        <span className={styles['quiet']}>{summaryOf(choice)}</span>
      </summary>
      <div className={styles['choices']}>
        <Toggle
          label={words.recipe}
          help={words.recipeHelp}
          checked={choice.recipe}
          onChecked={(recipe) => change({ recipe })}
        />
        {choice.recipe &&
          (prompts === undefined ? (
            <Toggle
              label={words.prompts}
              help={words.promptsHelp}
              checked={choice.prompts}
              onChecked={(wanted) => change({ prompts: wanted })}
            />
          ) : (
            <p className={styles['quiet']}>{words.promptsOfPack}</p>
          ))}
        <Toggle
          label={words.label}
          help={words.labelHelp}
          checked={choice.label}
          onChecked={(label) => change({ label })}
        />
        <Toggle
          label={words.credentials}
          help={words.credentialsHelp}
          checked={choice.credentials}
          onChecked={(credentials) => change({ credentials })}
        />
        <Field label={words.brought} help={words.broughtHelp}>
          {(control) => (
            <Select
              {...control}
              value={choice.brought}
              onValue={(brought) => change({ brought })}
              choices={broughtChoices.map((one) => ({
                value: one,
                label: words.broughtChoices[one],
              }))}
            />
          )}
        </Field>
        <div className={styles['preview']}>
          <div>
            <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? words.previewHide : words.preview}
            </Button>
          </div>
          {shown && <CarriedPreview ids={ids} choice={choice} />}
        </div>
      </div>
    </details>
  );
}
