import { ArrowLeft, ArrowRight, Package, Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import type { AssetId, PackId } from '#domain/id.ts';
import { packLicenceWords } from '#domain/pack.ts';
import { announce } from '../shell/announcer.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { useUndo } from '../shell/undo.ts';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { showDone } from '../ui/toasts.ts';
import { numberText } from '../words/format.ts';
import { packWords as words } from '../words/packs.ts';
import { ExportSection } from './ExportSection.tsx';
import { PackDialog } from './PackDialog.tsx';
import page from '../ui/Page.module.css';
import styles from './Packs.module.css';

/** One pack: its members in order, what it says of itself, the rights check and the export. */
export function PackPage({ id }: { readonly id: PackId }) {
  const command = useCommand();
  const [, navigate] = useLocation();
  const { undo } = useUndo();
  const [editing, setEditing] = useState(false);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const phone = useMedia(phoneWidth);
  const asked = useLiveQuery('pack', { id });
  // An address may hold anything: what is refused as an id is no pack.
  const found = asked.failure ? null : asked.value;
  if (found === undefined) return <ScreenFrame top={null}>{null}</ScreenFrame>;
  if (found === null) {
    return (
      <ScreenFrame top={<h1 className={page['title']}>{words.title}</h1>}>
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
    showDone(words.removed(pack.name), undo);
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
          <h1 className={page['title']} dir="auto">
            {pack.name}
          </h1>
          <span className={page['spring']} />
          <span className={styles['openSide']}>
            <Button look="primary" onClick={() => setDetailsOpen(true)}>
              {phone ? words.openExportShort : words.openExport}
            </Button>
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
      <div className={page['page']}>
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
  const [over, setOver] = useState<AssetId | null>(null);
  /** The button that was pressed: a moved element loses the focus in some browsers. */
  const pressed = useRef<string | null>(null);
  useEffect(() => {
    const button = pressed.current;
    pressed.current = null;
    if (!button || document.activeElement?.id === button) return;
    if (document.activeElement === document.body) document.getElementById(button)?.focus();
  }, [members]);

  /** Puts an asset at a place of the order; the others close up. */
  const move = (asset: AssetId, place: number): void => {
    const from = members.findIndex((member) => member.asset.id === asset);
    const next = members[place > from ? place + 1 : place];
    const before = next?.asset.id ?? null;
    void command('moveInPack', { pack, assets: [asset], before }).then((moved) => {
      if (moved) announce(words.movedTo(place + 1, members.length));
    });
  };
  const remove = (asset: AssetId, place: number): void => {
    const next = members[place + 1] ?? members[place - 1];
    void command('removeFromPack', { pack, assets: [asset] }).then((removed) => {
      if (!removed) return;
      announce(words.takenOut);
      // The button that was pressed is gone: on to the one beside it.
      if (next) document.getElementById(`remove-${next.asset.id}`)?.focus();
    });
  };
  return (
    <ol className={styles['members']} aria-label={words.order}>
      {members.map(({ asset }, index) => (
        // Dragging is the short way; the buttons below do the same by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <li
          key={asset.id}
          className={classes(
            styles['member'],
            dragged === asset.id && styles['lifted'],
            over === asset.id && styles['over'],
          )}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(asset.id);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDragOver={(event) => {
            if (!dragged || dragged === asset.id) return;
            event.preventDefault();
            if (over !== asset.id) setOver(asset.id);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(null);
            if (dragged && dragged !== asset.id) move(dragged, index);
          }}
        >
          <div className={styles['picture']}>
            <Thumbnail blob={asset.blob} format={asset.format} kind={asset.kind} />
            <span className={styles['place']} aria-hidden>
              {numberText(index + 1)}
            </span>
          </div>
          <span className={styles['memberFoot']}>
            <span className={styles['memberName']} dir="auto" title={asset.name}>
              {asset.name}
            </span>
            <span className={styles['memberActs']}>
              <IconButton
                id={`earlier-${asset.id}`}
                size="small"
                label={words.earlierNamed(asset.name)}
                icon={<ArrowLeft aria-hidden />}
                unavailable={index === 0 ? words.isFirst : null}
                onClick={(event) => {
                  pressed.current = event.currentTarget.id;
                  move(asset.id, index - 1);
                }}
              />
              <IconButton
                id={`later-${asset.id}`}
                size="small"
                label={words.laterNamed(asset.name)}
                icon={<ArrowRight aria-hidden />}
                unavailable={index === members.length - 1 ? words.isLast : null}
                onClick={(event) => {
                  pressed.current = event.currentTarget.id;
                  move(asset.id, index + 1);
                }}
              />
              <IconButton
                id={`remove-${asset.id}`}
                size="small"
                label={words.removeNamed(asset.name)}
                icon={<X aria-hidden />}
                onClick={() => remove(asset.id, index)}
              />
            </span>
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
  </div>
);
