import { useState } from 'react';

import type { AssetMetadata } from '#domain/asset.ts';
import { creditsOf } from '#domain/heritage.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { useUndo } from '../shell/undo.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { TextArea } from '../ui/TextInput.tsx';
import { showDone } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { creditWords as words } from '../words/credits.ts';

/** Of more assets than this nobody looks what they have in common. */
const mostCompared = 500;

/** The one text that all have, or null where they differ or were not compared. */
const common = (texts: readonly string[]): string | null =>
  texts.length > 0 && new Set(texts).size === 1 ? (texts[0] ?? null) : null;

/** Says of a selection whose work it is, and on which terms; what is not touched stays. */
export function CreditsDialog({ ids, onClose }: ActProps) {
  const run = useCommand();
  const { undo } = useUndo();
  const compared = ids.length <= mostCompared ? { ids } : null;
  const rows = useLiveQuery('assets', compared).value ?? [];
  // The border: JSON that this program wrote.
  const credits = rows.map(({ metadata }) => creditsOf(JSON.parse(metadata) as AssetMetadata));
  const by = common(credits.map(({ creators }) => creators.join('\n')));
  const said = common(credits.map(({ rights }) => rights ?? ''));
  const [names, setNames] = useState<string | null>(null);
  const [rights, setRights] = useState<string | null>(null);
  const mixed = (text: string | null) => (text === null ? { placeholder: commonWords.mixed } : {});
  return (
    <FormDialog
      title={words.title(ids.length)}
      description={words.help}
      act={commonWords.save}
      unavailable={names === null && rights === null ? words.unchanged : null}
      onClose={onClose}
      onSubmit={async () => {
        const done = await run('editCredits', {
          assets: ids,
          changes: {
            ...(names === null ? {} : { creators: names.split('\n') }),
            ...(rights === null ? {} : { rights }),
          },
        });
        if (!done) return;
        showDone(words.saved(done.changed), undo);
        onClose();
      }}
    >
      <Field label={words.by} help={words.byHelp}>
        {(control) => (
          <TextArea
            {...control}
            {...mixed(by)}
            rows={2}
            value={names ?? by ?? ''}
            onChange={(event) => setNames(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.rights} help={words.rightsHelp}>
        {(control) => (
          <TextArea
            {...control}
            {...mixed(said)}
            maxLength={10_000}
            value={rights ?? said ?? ''}
            onChange={(event) => setRights(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
