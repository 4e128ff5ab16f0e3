import { ImageOff, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';

import type { AssetId } from '#domain/id.ts';
import { goTo, useSearchPart } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import styles from './Editor.module.css';
import { Editor } from './Editor.tsx';
import { editsOfResult } from './results.ts';
import { StartPage } from './StartPage.tsx';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The editor with the picture that the address names, or what it is for. */
export function EnhanceScreen() {
  const { id = '' } = useParams<{ id?: string }>();
  // The border: an id of the right form; one that nothing has finds nothing.
  return uuid.test(id) ? <OpenPicture key={id} id={id as AssetId} /> : <StartPage />;
}

const Said = ({
  title,
  icon,
  children,
}: {
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) => (
  <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
    <EmptyState
      icon={icon}
      title={title}
      actions={
        <Button look="primary" onClick={() => goTo('/library')}>
          {words.choose}
        </Button>
      }
    >
      {children}
    </EmptyState>
  </ScreenFrame>
);

function OpenPicture({ id }: { readonly id: AssetId }) {
  const details = useLiveQuery('asset', { id }).value;
  // "#/enhance/<original>?edits=<result>": the original with the edits that made the result.
  const given = new URLSearchParams(useSearchPart()).get('edits');
  const result = useLiveQuery(
    'asset',
    given !== null && uuid.test(given) ? { id: given as AssetId } : null,
  ).value;
  if (details === undefined || (given !== null && result === undefined)) {
    return (
      <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>{null}</ScreenFrame>
    );
  }
  const none = <ImageOff aria-hidden />;
  if (details === null) {
    return (
      <Said title={words.gone} icon={none}>
        {words.goneText}
      </Said>
    );
  }
  const { asset } = details;
  if (asset.kind !== 'image') {
    return (
      <Said title={words.notPicture} icon={<SlidersHorizontal aria-hidden />}>
        {words.notPictureText(asset.name)}
      </Said>
    );
  }
  if (asset.deleted_at !== null) {
    return (
      <Said title={words.inTrash} icon={none}>
        {words.inTrashText}
      </Said>
    );
  }
  if (asset.state !== 'ready' || asset.blob === null) {
    return (
      <Said title={words.notReady} icon={none}>
        {words.notReadyText}
      </Said>
    );
  }
  return (
    <Editor
      key={asset.blob}
      details={details}
      given={result ? editsOfResult(result.asset) : null}
    />
  );
}
