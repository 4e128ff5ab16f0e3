import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { languageTag } from '#domain/texts.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { kindWords as words } from '../words/kinds.ts';

/** The language as its writer says it, beside the one that was detected. */
export function LanguageField({
  asset,
  language,
  detected,
  content,
}: {
  readonly asset: AssetId;
  readonly language: string | null;
  readonly detected: string | null;
  /** Written together with the language, so that neither overwrites the other. */
  readonly content: string;
}) {
  const command = useCommand();
  const [typed, setTyped] = useState(language ?? '');
  const tag = typed.trim() === '' ? null : languageTag(typed);
  const isWrong = typed.trim() !== '' && tag === null;
  const save = (): void => {
    if (!isWrong && tag !== language) void command('writeText', { asset, content, language: tag });
  };
  const said = detected === null ? words.notDetected : words.detected(detected);
  return (
    <Field
      label={words.language}
      help={tag === null ? said : `${words.isLanguage(tag)} · ${said}`}
      error={isWrong ? words.languageHelp : null}
    >
      {(control) => (
        <TextInput
          {...control}
          value={typed}
          placeholder={detected ?? ''}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
          }}
        />
      )}
    </Field>
  );
}
