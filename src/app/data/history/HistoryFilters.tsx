import { useLiveQuery } from '../../inkreel.ts';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { historyWords as words } from '../../words/history.ts';
import styles from './History.module.css';
import { commandWords } from './request-words.ts';

/** What a person chose to see; days as the date field writes them. */
export interface Chosen {
  readonly who: 'user' | 'everything';
  readonly command: string;
  readonly from: string;
  readonly until: string;
  readonly text: string;
}

export const everything: Chosen = { who: 'user', command: '', from: '', until: '', text: '' };

/** Who, what, when and a text. */
export function HistoryFilters({
  chosen,
  onChosen,
}: {
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const commands = useLiveQuery('historyCommands', {}).value ?? [];
  const choices = commands
    .map(({ command }) => ({ value: command, label: commandWords(command) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return (
    <fieldset className={styles['filters']} aria-label={words.filters}>
      <Field label={words.text}>
        {(control) => (
          <TextInput
            {...control}
            type="search"
            placeholder={words.textHelp}
            value={chosen.text}
            onChange={(event) => onChosen({ ...chosen, text: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.command}>
        {(control) => (
          <Select
            {...control}
            value={chosen.command}
            onValue={(command) => onChosen({ ...chosen, command })}
            choices={[{ value: '', label: words.anyCommand }, ...choices]}
          />
        )}
      </Field>
      <Field label={words.who}>
        {(control) => (
          <Select
            {...control}
            value={chosen.who}
            onValue={(who) => onChosen({ ...chosen, who })}
            choices={[
              { value: 'user', label: words.whoUser },
              { value: 'everything', label: words.whoEverything },
            ]}
          />
        )}
      </Field>
      {(['from', 'until'] as const).map((side) => (
        <Field key={side} label={words[side]}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              value={chosen[side]}
              onChange={(event) => onChosen({ ...chosen, [side]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}
