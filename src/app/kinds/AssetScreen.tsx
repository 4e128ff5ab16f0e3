import { ArrowLeft, FileQuestion } from 'lucide-react';
import { useParams } from 'wouter';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { kindSchema, madeElsewhere } from '#domain/kinds/registry.ts';
import { goTo } from '../address.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { kindWords as words } from '../words/kinds.ts';
import { libraryWords } from '../words/library.ts';
import { KindForm } from './KindForm.tsx';
import styles from './Kinds.module.css';
import { NewAsset } from './NewAsset.tsx';
import { Parts } from './Parts.tsx';
import { TextEditor } from './TextEditor.tsx';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One asset that is made by hand, or the making of one. */
export function AssetScreen() {
  const { id = '' } = useParams<{ id?: string }>();
  if (id === 'new' || id === '') return <NewAsset />;
  // The border: an id of the right form; one that nothing has finds nothing.
  return uuid.test(id) ? <AssetPage key={id} id={id as AssetId} /> : <Gone />;
}

const Gone = () => (
  <ScreenFrame top={<h1 className={styles['title']}>{words.newTitle}</h1>}>
    <EmptyState
      icon={<FileQuestion aria-hidden />}
      title={words.gone}
      actions={<Button onClick={() => goTo('/library')}>{words.back}</Button>}
    />
  </ScreenFrame>
);

function AssetPage({ id }: { readonly id: AssetId }) {
  const command = useCommand();
  const found = useLiveQuery('asset', { id }).value;
  if (found === undefined) return <ScreenFrame top={null}>{null}</ScreenFrame>;
  if (found === null) return <Gone />;
  const { asset } = found;
  const schema = kindSchema(asset.kind);
  const isTrashed = asset.deleted_at !== null;
  return (
    <ScreenFrame
      top={
        <>
          <IconButton
            label={words.back}
            icon={<ArrowLeft aria-hidden />}
            onClick={() => goTo('/library')}
          />
          <NameField key={asset.name} asset={asset} />
          <Badge>{libraryWords.kinds[asset.kind]}</Badge>
          <a href={`#/library?q=kind:${asset.kind}`} className={styles['all']}>
            {words.all(libraryWords.kinds[asset.kind].toLowerCase())}
          </a>
        </>
      }
    >
      {isTrashed && (
        <Banner
          tone="info"
          title={words.trashed}
          actions={
            <Button size="small" onClick={() => void command('restoreAssets', { assets: [id] })}>
              {words.restore}
            </Button>
          }
        >
          {words.trashedText}
        </Banner>
      )}
      {schema === undefined ? (
        <EmptyState
          icon={<FileQuestion aria-hidden />}
          title={libraryWords.kinds[asset.kind]}
          actions={<Button onClick={() => goTo('/library')}>{words.back}</Button>}
        >
          {madeElsewhere[asset.kind]}
        </EmptyState>
      ) : (
        <div className={schema.hasText ? styles['written'] : styles['page']} inert={isTrashed}>
          {schema.hasText && <TextEditor asset={id} isScript={asset.kind === 'script'} />}
          <div className={styles['side']}>
            <KindForm asset={asset} schema={schema} />
            <Parts id={id} hasShots={asset.kind === 'film' || asset.kind === 'scene'} />
          </div>
        </div>
      )}
    </ScreenFrame>
  );
}

/** The name, changed in place; an empty one is not taken. */
function NameField({ asset }: { readonly asset: AssetRow }) {
  const command = useCommand();
  return (
    <h1 className={styles['nameHead']}>
      <TextInput
        className={styles['name']}
        aria-label={words.name}
        dir="auto"
        defaultValue={asset.name}
        maxLength={255}
        readOnly={asset.deleted_at !== null}
        onBlur={(event) => {
          const name = event.target.value.trim();
          if (name === '') event.target.value = asset.name;
          else if (name !== asset.name) {
            void command('editAssets', { assets: [asset.id], changes: { name } });
          }
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        }}
      />
    </h1>
  );
}
