import {
  type Direction,
  directions,
  type Formats,
  formats,
  language,
  languages,
  useDirection,
  useFormats,
  useLanguage,
} from '../language/choice.ts';
import { useNow } from '../now.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { momentText, numberText } from '../words/format.ts';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** What this page was loaded with. */
const loadedFormats = useFormats.getState().value;

/** The language of the app, its numbers and dates, and the direction for those who test. */
export function LanguageSection() {
  const chosen = useLanguage();
  const format = useFormats();
  const direction = useDirection();
  const now = useNow(60_000);
  const isNew = chosen.value !== language || format.value !== loadedFormats;
  return (
    <Section title={words.language}>
      <div className={styles['fields']}>
        <Field label={words.languageChoice} help={words.languageHelp}>
          {(control) => (
            <Select
              {...control}
              value={chosen.value}
              onValue={chosen.set}
              choices={languages.map(({ tag, name }) => ({
                value: tag,
                label: name ?? words.pseudo,
              }))}
            />
          )}
        </Field>
        <Field
          label={words.formats}
          help={words.formatsExample(numberText(12_345.6), momentText(now))}
        >
          {(control) => (
            <Select<Formats>
              {...control}
              value={format.value}
              onValue={format.set}
              choices={formats.map((value) => ({ value, label: words.formatKinds[value] }))}
            />
          )}
        </Field>
      </div>
      {isNew && (
        <output className={styles['row']}>
          {words.afterReload}
          <Button size="small" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        </output>
      )}
      <details>
        <summary className={styles['summary']}>{words.advanced}</summary>
        <Field label={words.direction}>
          {(control) => (
            <Select<Direction>
              {...control}
              value={direction.value}
              onValue={direction.set}
              choices={directions.map((value) => ({ value, label: words.directions[value] }))}
            />
          )}
        </Field>
      </details>
    </Section>
  );
}
