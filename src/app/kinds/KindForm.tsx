import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { checkMetadata, type KindField, type KindSchema } from '#domain/kinds/schema.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea, TextInput } from '../ui/TextInput.tsx';
import { kindWords as words } from '../words/kinds.ts';
import { meantValue, shownValue } from './field-text.ts';
import styles from './Kinds.module.css';
import { PartOfField } from './PartOfField.tsx';
import { UrlField } from './UrlField.tsx';

/** JSON that the engine wrote; an object by the rule of its column. */
export const metadataOf = (asset: AssetRow): Readonly<Record<string, unknown>> =>
  JSON.parse(asset.metadata) as Record<string, unknown>;

/** The form of a kind, drawn from its schema; each field is saved when it is left. */
export function KindForm({
  asset,
  schema,
}: {
  readonly asset: AssetRow;
  readonly schema: KindSchema;
}) {
  const metadata = metadataOf(asset);
  const known = new Set(schema.fields.map(({ key }) => key));
  const others = Object.entries(metadata).filter(([key]) => !known.has(key));
  return (
    <div className={styles['form']}>
      {schema.partOf.map((link) => (
        <PartOfField key={link.key} asset={asset} link={link} />
      ))}
      {schema.fields.map((field) => (
        <OneField
          // A value from elsewhere (another tab, an undo) begins the control anew.
          key={`${field.key} ${JSON.stringify(metadata[field.key]) ?? ''}`}
          asset={asset}
          schema={schema}
          field={field}
          value={metadata[field.key]}
        />
      ))}
      <UrlField key={asset.url ?? ''} asset={asset} />
      {others.length > 0 && (
        <section aria-labelledby="other-details">
          <h2 id="other-details" className={styles['heading']}>
            {words.otherDetails}
          </h2>
          <p className={styles['quiet']}>{words.otherHelp}</p>
          <dl className={styles['others']}>
            {others.map(([key, value]) => (
              <div key={key} className={styles['other']}>
                <dt>{key}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

function OneField({
  asset,
  schema,
  field,
  value,
}: {
  readonly asset: AssetRow;
  readonly schema: KindSchema;
  readonly field: KindField;
  readonly value: unknown;
}) {
  const command = useCommand();
  const shown = shownValue(field, value);
  const [typed, setTyped] = useState(shown);
  const meant = typed === shown ? (value ?? null) : meantValue(field, typed, value);
  const check = checkMetadata(schema, { [field.key]: meant });
  const error = check.ok ? null : 'reason' in check.failure ? check.failure.reason : null;
  const save = (next: unknown): void => {
    void command('editMetadata', { asset: asset.id, metadata: { [field.key]: next } });
  };
  const leave = (): void => {
    if (typed !== shown && check.ok) save(meant);
  };
  const help =
    field.help ??
    (field.type === 'pairs'
      ? words.pairLine
      : field.type === 'list'
        ? words.onePerLine
        : undefined);
  return (
    <Field
      label={field.type === 'number' && field.unit ? `${field.label} (${field.unit})` : field.label}
      {...(help ? { help } : {})}
      error={error}
    >
      {(control) => {
        if (field.type === 'choice') {
          return (
            <Select
              {...control}
              value={typed}
              onValue={(next) => {
                setTyped(next);
                save(next === '' ? null : next);
              }}
              choices={[
                { value: '', label: words.notSet },
                ...field.options,
                // A value that no option is stays to be seen.
                ...(typed !== '' && !field.options.some((one) => one.value === typed)
                  ? [{ value: typed, label: typed }]
                  : []),
              ]}
            />
          );
        }
        if (field.type === 'line' || field.type === 'number') {
          return (
            <TextInput
              {...control}
              dir="auto"
              inputMode={field.type === 'number' ? 'decimal' : 'text'}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={leave}
            />
          );
        }
        return (
          <TextArea
            {...control}
            dir="auto"
            rows={3}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={leave}
          />
        );
      }}
    </Field>
  );
}
