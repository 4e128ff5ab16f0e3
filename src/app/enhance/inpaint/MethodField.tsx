import type { ModelTask } from '#domain/local-model.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';

/** With what it is done: our own ways first, then the models that were added and can be used. */
export function MethodField<Own extends string>({
  label,
  task,
  own,
  help,
  value,
  onValue,
}: {
  readonly label: string;
  readonly task: ModelTask;
  readonly own: Readonly<Record<Own, string>>;
  readonly help: Readonly<Record<NoInfer<Own> | 'model', string>>;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  const models = useLiveQuery('localModels', { task, ready: true }).value ?? [];
  // The border: the keys of a literal.
  const names = Object.keys(own) as Own[];
  const mine = names.find((name) => name === value);
  const isThere = mine !== undefined || models.some(({ id }) => id === value);
  const chosen = isThere ? value : (names[0] ?? value);
  return (
    <Field label={label} help={mine ? help[mine] : isThere ? help.model : ''}>
      {(control) => (
        <Select
          {...control}
          value={chosen}
          onValue={onValue}
          choices={[
            ...names.map((name) => ({ value: name as string, label: own[name] })),
            ...models.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
        />
      )}
    </Field>
  );
}
