import { useState } from 'react';

import type { PackRow } from '#domain/contract/queries.ts';
import type { AssetId, PackId } from '#domain/id.ts';
import { type PackLicence, packLicences, packLicenceWords } from '#domain/pack.ts';
import { useInProject } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea, TextInput } from '../ui/TextInput.tsx';
import { commonWords } from '../words/common.ts';
import { packWords as words } from '../words/packs.ts';

interface PackDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved?: (pack: PackId) => void;
  readonly pack?: PackRow;
  readonly assets?: readonly AssetId[];
}

/** Makes a pack, with these assets in it when given, or changes one. Each opening starts anew. */
export const PackDialog = (props: PackDialogProps) => (props.open ? <PackForm {...props} /> : null);

function PackForm({ onClose, onSaved, pack, assets }: PackDialogProps) {
  const command = useCommand();
  const mine = useInProject();
  const [name, setName] = useState(pack?.name ?? '');
  const [theme, setTheme] = useState(pack?.theme ?? '');
  const [description, setDescription] = useState(pack?.description ?? '');
  const [licence, setLicence] = useState<PackLicence>(pack?.license_type ?? 'royalty_free');
  const [tried, setTried] = useState(false);

  const missing = name.trim() === '';
  const save = async (): Promise<void> => {
    setTried(true);
    if (missing) return;
    const changes = {
      name: name.trim(),
      theme: theme.trim() || null,
      description: description.trim() || null,
      license_type: licence,
    };
    if (pack) {
      if (await command('editPack', { pack: pack.id, changes })) onClose();
      return;
    }
    const made = await command('createPack', {
      ...changes,
      ...mine,
      ...(assets ? { assets } : {}),
    });
    if (!made) return;
    onClose();
    onSaved?.(made.pack);
  };

  return (
    <FormDialog
      onClose={onClose}
      title={pack ? words.edit : words.create}
      act={pack ? commonWords.save : words.create}
      onSubmit={save}
    >
      <Field
        label={words.name}
        help={words.nameHelp}
        error={tried && missing ? words.nameMissing : null}
      >
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={255}
            required
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.licence} help={packLicenceWords[licence].sentence}>
        {(control) => (
          <Select
            {...control}
            value={licence}
            onValue={setLicence}
            choices={packLicences.map((value) => ({
              value,
              label: packLicenceWords[value].name,
            }))}
          />
        )}
      </Field>
      <Field label={words.theme}>
        {(control) => (
          <TextInput
            {...control}
            value={theme}
            onChange={(event) => setTheme(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.description}>
        {(control) => (
          <TextArea
            {...control}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
