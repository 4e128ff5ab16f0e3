import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { TextArea } from '../ui/TextInput.tsx';
import { commonWords } from '../words/common.ts';
import { packWords as words } from '../words/packs.ts';

/** Says on which terms assets may be used, where that is another thing than their files say. */
export function RightsDialog({
  assets,
  text,
  onClose,
}: {
  readonly assets: readonly AssetId[];
  /** What they say now. */
  readonly text: string;
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const [rights, setRights] = useState(text);
  return (
    <FormDialog
      title={words.rights.title(assets.length)}
      description={words.rights.help}
      act={commonWords.save}
      onClose={onClose}
      onSubmit={async () => {
        const done = await run('editCredits', {
          assets,
          changes: { rights: rights.trim() === '' ? null : rights },
        });
        if (done) onClose();
      }}
    >
      <Field label={words.rights.label} help={words.rights.kept}>
        {(control) => (
          <TextArea
            {...control}
            maxLength={10_000}
            value={rights}
            onChange={(event) => setRights(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
