import { ExternalLink } from 'lucide-react';
import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { kindWords as words } from '../words/kinds.ts';
import styles from './Kinds.module.css';

const isWeb = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** An address on the web that belongs to an asset; opened by the person only. */
export function UrlField({ asset }: { readonly asset: AssetRow }) {
  const command = useCommand();
  const [typed, setTyped] = useState(asset.url ?? '');
  const text = typed.trim();
  const isWrong = text !== '' && !isWeb(text);
  const save = (): void => {
    if (isWrong || text === (asset.url ?? '')) return;
    void command('editMetadata', { asset: asset.id, url: text === '' ? null : text });
  };
  return (
    <Field label={words.url} help={words.urlHelp} error={isWrong ? words.urlWrong : null}>
      {(control) => (
        <span className={styles['withLink']}>
          <TextInput
            {...control}
            type="url"
            value={typed}
            maxLength={4096}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={save}
          />
          {asset.url !== null && isWeb(asset.url) && (
            <a
              href={asset.url}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={words.openUrl}
              title={words.openUrl}
              className={styles['link']}
            >
              <ExternalLink aria-hidden />
            </a>
          )}
        </span>
      )}
    </Field>
  );
}
