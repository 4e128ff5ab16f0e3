import type { LocalModelRow } from '#domain/contract/models.ts';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { faceWords as words } from '../../words/face.ts';

/** Which model finds the faces, where there is a choice. */
export function DetectorChoice({
  detectors,
  chosen,
  onChosen,
}: {
  readonly detectors: readonly LocalModelRow[];
  readonly chosen: LocalModelRow;
  readonly onChosen: (id: string) => void;
}) {
  if (detectors.length < 2) return null;
  return (
    <Field label={words.findWith}>
      {(control) => (
        <Select
          {...control}
          value={chosen.id as string}
          onValue={onChosen}
          choices={detectors.map(({ id, name }) => ({ value: id as string, label: name }))}
        />
      )}
    </Field>
  );
}
