import { ArrowLeft, ArrowRight, Info, Package, Pencil, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';

import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import type { AssetId, PackId } from '#domain/id.ts';
import { packLicenceWords } from '#domain/pack.ts';
import { announce } from '../shell/announcer.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { showToast } from '../ui/toasts.ts';
import { packWords as words } from '../words/packs.ts';
import { ExportSection } from './ExportSection.tsx';
import { PackDialog } from './PackDialog.tsx';
import styles from './Packs.module.css';

/** One pack: its members in order, what it says of itself, the rights check and the export. */
export function PackPage({ id }: { readonly id: PackId }) {
  const command = useCommand();
  const [, navigate] = useLocation();
  const [editing, setEditing] = useState(false);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const found = useLiveQuery('pack', { id }).value;
  if (found === undefined) return <ScreenFrame top={null}>{null}</ScreenFrame>;
  if (found === null) {
    return (
      <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
        <EmptyState
          icon={<Package aria-hidden />}
          title={words.gone}
          actions={<Button onClick={() => navigate('/packs')}>{words.back}</Button>}
        />
      </ScreenFrame>
    );
  }
  const { pack, members } = found;

  const remove = async (): Promise<void> => {
    if (!(await command('trashPack', { pack: id }))) return;
    showToast({ text: words.removed(pack.name), tone: 'plain' });
    navigate('/packs');
  };

  return (
    <ScreenFrame
      inspectorLabel={words.edit}
      inspector={<PackSide pack={pack} members={members} />}
      top={
        <>
          <IconButton
            label={words.back}
            icon={<ArrowLeft aria-hidden />}
            onClick={() => navigate('/packs')}
          />
          <h1 className={styles['title']} dir="auto">
            {pack.name}
          </h1>
          <span className={styles['spring']} />
          <span className={styles['openSide']}>
            <IconButton
              label={words.edit}
              icon={<Info aria-hidden />}
              onClick={() => setDetailsOpen(true)}
            />
          </span>
          <IconButton
            label={words.editAct}
            icon={<Pencil aria-hidden />}
            onClick={() => setEditing(true)}
          />
          <IconButton
            label={words.remove}
            icon={<Trash2 aria-hidden />}
            onClick={() => void remove()}
          />
        </>
      }
    >
      <div className={styles['page']}>
        {members.length === 0 ? (
          <EmptyState
            icon={<Package aria-hidden />}
            title={words.noMembersTitle}
            actions={<Button onClick={() => navigate('/library')}>{words.toLibrary}</Button>}
          >
            {words.noMembersText}
          </EmptyState>
        ) : (
          <Members pack={id} members={members} />
        )}
      </div>
      <PackDialog open={editing} onClose={() => setEditing(false)} pack={pack} />
    </ScreenFrame>
  );
}

/** The members in order; each can be moved by buttons, by drag, or taken out. */
function Members({
  pack,
  members,
}: {
  readonly pack: PackId;
  readonly members: readonly PackMember[];
}) {
  const command = useCommand();
  const [dragged, setDragged] = useState<AssetId | null>(null);
  const move = (asset: AssetId, before: AssetId | null, place: number): void => {
    void command('moveInPack', { pack, assets: [asset], before }).then((moved) => {
      if (moved) announce(words.movedTo(place + 1, members.length));
    });
  };
  return (
    <ol className={styles['members']} aria-label={words.order}>
      {members.map(({ asset }, index) => (
        // Dragging is the short way; the buttons below do the same by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <li
          key={asset.id}
          className={styles['member']}
          draggable
          onDragStart={() => setDragged(asset.id)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => {
            if (dragged && dragged !== asset.id) event.preventDefault();
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged && dragged !== asset.id) move(dragged, asset.id, index);
          }}
        >
          <div className={styles['picture']}>
            <Thumbnail blob={asset.blob} />
          </div>
          <span className={styles['memberName']} dir="auto">
            {asset.name}
          </span>
          <span className={styles['memberActs']}>
            <IconButton
              size="small"
              label={words.earlierNamed(asset.name)}
              icon={<ArrowLeft aria-hidden />}
              unavailable={index === 0 ? words.isFirst : null}
              onClick={() => {
                const before = members[index - 1];
                if (before) move(asset.id, before.asset.id, index - 1);
              }}
            />
            <IconButton
              size="small"
              label={words.laterNamed(asset.name)}
              icon={<ArrowRight aria-hidden />}
              unavailable={index === members.length - 1 ? words.isLast : null}
              onClick={() => move(asset.id, members[index + 2]?.asset.id ?? null, index + 1)}
            />
            <IconButton
              size="small"
              label={words.removeNamed(asset.name)}
              icon={<X aria-hidden />}
              onClick={() => void command('removeFromPack', { pack, assets: [asset.id] })}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

const PackSide = ({
  pack,
  members,
}: {
  readonly pack: PackRow;
  readonly members: readonly PackMember[];
}) => (
  <div className={styles['side']}>
    <div className={styles['facts']}>
      <strong dir="auto">{pack.name}</strong>
      <span className={styles['quiet']}>
        {words.members(pack.asset_count)} · {words.size(pack.total_size)}
      </span>
      {pack.theme && <span className={styles['quiet']}>{pack.theme}</span>}
      {pack.description && <p dir="auto">{pack.description}</p>}
    </div>
    <div className={styles['section']}>
      <span className={styles['heading']}>{words.licence}</span>
      <strong>{packLicenceWords[pack.license_type].name}</strong>
      <p className={styles['quiet']}>{packLicenceWords[pack.license_type].sentence}</p>
    </div>
    <ExportSection pack={pack} members={members} />
    <div className={styles['section']}>
      <span className={styles['quiet']}>
        {pack.exported_at === null
          ? words.neverExported
          : words.exported(pack.exported_at, pack.export_path)}
      </span>
      {pack.stale && <Badge tone="warn">{words.stale}</Badge>}
    </div>
  </div>
);
