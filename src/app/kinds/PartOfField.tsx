import { ArrowUpRight } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import type { KindLink } from '#domain/kinds/schema.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { kindWords as words } from '../words/kinds.ts';
import styles from './Kinds.module.css';

/** The scene, script or film that an asset is part of. */
export function PartOfField({
  asset,
  link,
}: {
  readonly asset: AssetRow;
  readonly link: KindLink;
}) {
  const command = useCommand();
  const project = asset.project_id;
  const offered = useLiveQuery('assetsOfKind', {
    kind: link.kind,
    ...(project === null ? {} : { project }),
  }).value;
  const whole = useLiveQuery('kindFacts', { id: asset.id }).value?.wholes.find(
    ({ key }) => key === link.key,
  );
  const choose = (value: string): void => {
    const chosen = offered?.find(({ id }) => id === value);
    void command('editMetadata', {
      asset: asset.id,
      partOf: { [link.key]: chosen?.id ?? null },
    });
  };
  const choices = (offered ?? [])
    .filter(({ id }) => id !== asset.id)
    .map(({ id, name }) => ({ value: id as string, label: name }));
  const isListed = whole === undefined || choices.some(({ value }) => value === whole.id);
  return (
    <Field label={link.label}>
      {(control) => (
        <span className={styles['withLink']}>
          <Select
            {...control}
            value={whole?.id ?? ''}
            onValue={choose}
            choices={[
              { value: '', label: words.none },
              ...choices,
              ...(isListed ? [] : [{ value: whole.id as string, label: whole.name }]),
            ]}
          />
          {whole && (
            <a
              href={`#/asset/${whole.id}`}
              aria-label={words.openWhole(whole.name)}
              title={words.openWhole(whole.name)}
              className={styles['link']}
            >
              <ArrowUpRight aria-hidden />
            </a>
          )}
        </span>
      )}
    </Field>
  );
}
