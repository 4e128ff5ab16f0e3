import { queryTokens } from '#domain/query/tokens.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { searchWords as words } from '../../words/search.ts';
import styles from './SearchHelp.module.css';

/** What can be asked, told by the registry of the language itself; an example is added by a press. */
export function SearchHelp({
  asText,
  onAsText,
  onExample,
}: {
  readonly asText: boolean;
  readonly onAsText: (asText: boolean) => void;
  readonly onExample: (example: string) => void;
}) {
  return (
    <div className={styles['help']}>
      <Toggle label={words.asText} help={words.asTextHelp} checked={asText} onChecked={onAsText} />
      <p className={styles['lead']}>{words.helpLead}</p>
      <dl className={styles['tokens']}>
        {queryTokens.map((token) => (
          <div key={token.key} className={styles['token']}>
            <dt className={styles['name']}>{token.label}</dt>
            <dd className={styles['what']}>
              {token.help}
              <span className={styles['examples']}>
                {token.examples.map((example) => (
                  <button
                    key={example}
                    type="button"
                    className={styles['example']}
                    aria-label={words.addExample(example)}
                    onClick={() => onExample(example)}
                  >
                    {example}
                  </button>
                ))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['lead']}>
        {words.helpMore} <code className={styles['code']}>{words.helpMoreExample}</code>
      </p>
    </div>
  );
}
