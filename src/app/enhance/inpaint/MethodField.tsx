import { useEffect, useEffectEvent } from 'react';

import type { ModelTask } from '#domain/local-model.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { modelHelp } from '../../model-options.ts';
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
  const ready = useLiveQuery('localModels', { task, ready: true }).value;
  const models = ready ?? [];
  // The border: the keys of a literal.
  const names = Object.keys(own) as Own[];
  const mine = names.find((name) => name === value);
  const model = models.find(({ id }) => id === value);
  const isGone = ready !== undefined && mine === undefined && model === undefined;
  const [first] = names;
  const chosen = (mine === undefined && model === undefined ? first : undefined) ?? value;
  // A model that was removed or switched off is not asked for any more.
  const leave = useEffectEvent(() => {
    if (first !== undefined) onValue(first);
  });
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
  const said = mine ? help[mine] : model ? `${help.model} ${modelHelp(model)}` : '';
  return (
    <Field label={label} help={said}>
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
