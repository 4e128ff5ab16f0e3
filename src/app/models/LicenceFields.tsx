import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { modelWords as words } from '../words/models.ts';
import styles from './Models.module.css';

export interface LicenceChoice {
  readonly name: string;
  readonly licence: string;
  /** Whether results may be sold; null: not known. */
  readonly sold: boolean | null;
  readonly accepted: boolean;
}

/** Why a model with this licence cannot be taken yet, or null. */
export const licenceMissing = ({ licence, sold, accepted }: LicenceChoice): string | null =>
  licence.trim() === '' ? words.noLicence : sold === true || accepted ? null : words.acceptFirst;

/** Name and licence of a model, and a person's word where the licence asks for it. */
export function LicenceFields({
  choice,
  onChoice,
}: {
  readonly choice: LicenceChoice;
  readonly onChoice: (choice: LicenceChoice) => void;
}) {
  const sold = choice.sold === null ? 'unknown' : choice.sold ? 'yes' : 'no';
  return (
    <>
      <Field label={words.name}>
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            maxLength={255}
            value={choice.name}
            onChange={(event) => onChoice({ ...choice, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.licence} help={words.licenceHelp}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={1000}
            value={choice.licence}
            onChange={(event) => onChoice({ ...choice, licence: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.maySell}>
        {(control) => (
          <Select
            {...control}
            value={sold}
            onValue={(value: 'yes' | 'no' | 'unknown') =>
              onChoice({ ...choice, sold: value === 'unknown' ? null : value === 'yes' })
            }
            choices={(['yes', 'no', 'unknown'] as const).map((value) => ({
              value,
              label: words.maySellChoices[value],
            }))}
          />
        )}
      </Field>
      <AcceptLicence choice={choice} onChoice={onChoice} />
    </>
  );
}

/** What the licence forbids, and the word that it was read; nothing for a free one. */
export function AcceptLicence({
  choice,
  onChoice,
}: {
  readonly choice: LicenceChoice;
  readonly onChoice: (choice: LicenceChoice) => void;
}) {
  if (choice.sold === true) return null;
  return (
    <>
      <p className={styles['warn']}>
        {choice.sold === false ? words.nonCommercial : words.unknownLicence}
      </p>
      <Toggle
        label={words.accept}
        checked={choice.accepted}
        onChecked={(accepted) => onChoice({ ...choice, accepted })}
      />
    </>
  );
}
