import { useId, useRef, useState } from 'react';

import { assetKinds, type AssetKind } from '#domain/asset.ts';
import { kindSchemas, madeElsewhere } from '#domain/kinds/registry.ts';
import { goTo, useSearchPart } from '../address.ts';
import { placeNow } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { kindWords as words } from '../words/kinds.ts';
import { libraryWords } from '../words/library.ts';
import styles from './Kinds.module.css';

/** Makes an asset by hand: its kind and its name; the rest follows on its page. */
export function NewAsset() {
  const command = useCommand();
  const form = useId();
  const wished = new URLSearchParams(useSearchPart()).get('kind');
  const [kind, setKind] = useState<AssetKind>(
    kindSchemas.find((schema) => schema.kind === wished)?.kind ?? 'text',
  );
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = name.trim() === '';
  const making = useRef(false);
  const create = async (): Promise<void> => {
    setTried(true);
    if (isMissing || making.current) return;
    making.current = true;
    const made = await command('createAsset', { kind, name: name.trim(), ...placeNow() });
    making.current = false;
    if (made) goTo(`/asset/${made.asset}`, { replace: true });
  };
  const elsewhere = assetKinds.flatMap((one) => {
    const reason = madeElsewhere[one];
    return reason === undefined ? [] : [{ kind: one, reason }];
  });
  return (
    <ScreenFrame top={<h1 className={styles['title']}>{words.newTitle}</h1>}>
      <div className={styles['page']}>
        <form
          id={form}
          className={styles['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <p className={styles['quiet']}>{words.newHelp}</p>
          <fieldset className={styles['kinds']}>
            <legend className={styles['heading']}>{words.kind}</legend>
            {kindSchemas.map((schema) => (
              // Its text comes from the schema, which the rule cannot see.
              // oxlint-disable-next-line jsx-a11y/label-has-associated-control
              <label key={schema.kind} className={styles['kind']}>
                <input
                  type="radio"
                  name="kind"
                  value={schema.kind}
                  checked={kind === schema.kind}
                  onChange={() => setKind(schema.kind)}
                />
                <span>
                  <strong>{libraryWords.kinds[schema.kind]}</strong>
                  <span className={styles['quiet']}>{schema.help}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field label={words.name} error={tried && isMissing ? words.nameMissing : null}>
            {(control) => (
              <TextInput
                {...control}
                dir="auto"
                value={name}
                maxLength={255}
                required
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button look="primary" type="submit">
              {words.create}
            </Button>
          </div>
        </form>
        <section aria-labelledby="made-elsewhere">
          <h2 id="made-elsewhere" className={styles['heading']}>
            {words.elsewhere}
          </h2>
          <ul className={styles['elsewhere']}>
            {elsewhere.map(({ kind: one, reason }) => (
              <li key={one}>
                <strong>{libraryWords.kinds[one]}</strong>
                {': '}
                {reason}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </ScreenFrame>
  );
}
