import { useState } from 'react';

import type { Field as TaskField } from '#domain/task-kind.ts';
import { commonWords as words } from '../words/common.ts';
import { sentenceText } from '../words/format.ts';
import { Field } from './Field.tsx';
import { NumberInput } from './NumberInput.tsx';
import { Select } from './Select.tsx';
import { Toggle } from './Toggle.tsx';
import styles from './TaskForm.module.css';

type Value = string | number | boolean | null;
export type Settings = Readonly<Record<string, Value>>;

/** The settings that a form starts with. */
export const initialSettings = (fields: readonly TaskField[]): Settings =>
  Object.fromEntries(fields.map((field) => [field.name, field.initial]));

/** Whether a field has a meaning with these settings. */
const isShown = ({ when }: TaskField, settings: Settings): boolean =>
  when === undefined || when.is.some((value) => value === settings[when.name]);

/** Settings as a task kind parses them: a number left empty is left out. */
export const givenSettings = (
  settings: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));

/** Few options stand side by side; more go into a list. */
const asSegments = (options: readonly { readonly label: string }[]): boolean =>
  options.length <= 4 && options.reduce((sum, option) => sum + option.label.length, 0) <= 36;

/** Draws the fields of any kind of task. The form is this data and nothing else. */
export function TaskForm({
  fields,
  settings,
  onSettings,
  wrongField,
}: {
  readonly fields: readonly TaskField[];
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  /** The field that the task kind refused, with its reason. */
  readonly wrongField?: { readonly name: string; readonly reason: string } | null;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = fields.filter((field) => isShown(field, settings));
  const more = shown.filter((field) => field.more);
  const changed = more.filter((field) => settings[field.name] !== field.initial);
  const control = (field: TaskField) => (
    <Control
      key={field.name}
      field={field}
      value={settings[field.name] ?? null}
      error={wrongField?.name === field.name ? wrongField.reason : null}
      onValue={(value) => onSettings({ ...settings, [field.name]: value })}
    />
  );
  return (
    <div className={styles['form']}>
      {shown.filter((field) => !field.more).map(control)}
      {more.length > 0 && (
        // What is wrong is never hidden.
        <details
          className={styles['more']}
          open={isOpen || more.some(({ name }) => name === wrongField?.name)}
          onToggle={(event) => setIsOpen(event.currentTarget.open)}
        >
          <summary>{words.moreSettings(changed.length)}</summary>
          <div className={styles['form']}>{more.map(control)}</div>
        </details>
      )}
    </div>
  );
}

/** One control, by the type of its field. */
function Control({
  field,
  value,
  error,
  onValue,
}: {
  readonly field: TaskField;
  readonly value: Value;
  readonly error: string | null;
  readonly onValue: (value: Value) => void;
}) {
  if (field.type === 'toggle') {
    return (
      <Toggle label={field.label} help={field.help} checked={value === true} onChecked={onValue} />
    );
  }
  if (field.type === 'number') {
    return (
      <Field label={field.label} help={field.help} error={error}>
        {(control) => (
          <NumberInput
            {...control}
            value={typeof value === 'number' ? value : null}
            onValue={onValue}
            min={field.min}
            max={field.max}
            step={field.step}
            {...(field.unit ? { unit: field.unit } : {})}
          />
        )}
      </Field>
    );
  }
  const chosen = field.options.find((option) => option.value === value);
  const help = chosen?.help ?? field.help;
  if (asSegments(field.options)) {
    return (
      <fieldset className={styles['segments']}>
        <legend className={styles['legend']}>{field.label}</legend>
        <div className={styles['options']}>
          {field.options.map((option) => (
            <label key={option.value} className={styles['option']}>
              <input
                type="radio"
                name={field.name}
                className={styles['radio']}
                checked={option.value === value}
                onChange={() => onValue(option.value)}
              />
              {option.label}
            </label>
          ))}
        </div>
        {help && <p className={styles['help']}>{help}</p>}
        {error && <p className={styles['error']}>{sentenceText(error)}</p>}
      </fieldset>
    );
  }
  return (
    <Field label={field.label} help={help} error={error}>
      {(control) => (
        <Select
          {...control}
          value={String(value)}
          onValue={(next) => {
            const option = field.options.find((one) => String(one.value) === next);
            if (option) onValue(option.value);
          }}
          choices={field.options.map((option) => ({
            value: String(option.value),
            label: option.label,
          }))}
        />
      )}
    </Field>
  );
}
