import { useState } from 'react';

import type { FolderRules } from '#domain/folder-tags.ts';
import { useCommand } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { useUndo } from '../shell/undo.ts';
import { showDone } from '../ui/toasts.ts';
import { bulkWords as words } from '../words/bulk.ts';
import { commonWords } from '../words/common.ts';
import styles from './Bulk.module.css';
import { FolderParts } from './FolderParts.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { useAsked } from './useAsked.ts';

const listed = 20;
const noProjects: ReadonlyMap<string, string> = new Map();

/** Makes tags and themes of the folders that a selection came from, after showing what each gets. */
export function FoldersDialog({ ids: chosen, onClose }: ActProps) {
  const [ids] = useState(chosen);
  const run = useCommand();
  const { undo } = useUndo();
  const [rules, setRules] = useState<FolderRules>({});
  const [isWriting, setWriting] = useState(false);
  const { value: preview, isFresh } = useAsked(
    'folderPreview',
    { assets: ids, rules, sample: listed },
    JSON.stringify(rules),
  );
  const change = (next: Partial<FolderRules>): void => setRules((now) => ({ ...now, ...next }));
  const depth = preview?.depth ?? 0;
  const levels = rules.levels ?? Array.from({ length: depth }, (_, index) => index + 1);
  const hasFolders = preview !== undefined && preview.without_folder < preview.assets;
  const write = async (): Promise<void> => {
    setWriting(true);
    const done = await run('tagByFolders', { assets: ids, rules });
    setWriting(false);
    if (done === null) return;
    showDone(words.done(done.changed), undo);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={words.foldersTitle(ids.length)}
      description={words.foldersText}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={isWriting}
            unavailable={
              preview === undefined || !isFresh
                ? words.working
                : preview.changed === 0
                  ? words.nothingDiffers
                  : null
            }
            onClick={() => void write()}
          >
            {words.apply(isFresh ? (preview?.changed ?? 0) : 0)}
          </Button>
        </>
      }
    >
      {preview !== undefined && !hasFolders && (
        <EmptyState title={words.noFolders}>{words.noFoldersNext}</EmptyState>
      )}
      {hasFolders && (
        <div className={styles['form']}>
          <div className={styles['two']}>
            <Field label={words.strip} help={words.stripHelp}>
              {(control) => (
                <TextInput
                  {...control}
                  value={rules.strip ?? ''}
                  onChange={(event) => change({ strip: event.target.value })}
                />
              )}
            </Field>
            <Field label={words.separators} help={words.separatorsHelp}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={20}
                  value={rules.separators ?? ''}
                  onChange={(event) => change({ separators: event.target.value })}
                />
              )}
            </Field>
            {preview.common !== '' && (rules.strip ?? '') === '' && (
              <div className={styles['wide']}>
                <Button size="small" onClick={() => change({ strip: preview.common })}>
                  {words.stripCommon(preview.common)}
                </Button>
              </div>
            )}
            <Toggle
              label={words.lowerCase}
              checked={rules.lower_case ?? false}
              onChecked={(lower_case) => change({ lower_case })}
            />
            <Toggle
              label={words.replaceThemes}
              checked={rules.replace_themes ?? false}
              onChecked={(replace_themes) => change({ replace_themes })}
            />
          </div>
          {depth > 1 && (
            <div className={styles['section']}>
              <h3 className={styles['heading']}>{words.levels}</h3>
              <fieldset className={styles['chips']} aria-label={words.levels}>
                {Array.from({ length: depth }, (_, index) => index + 1).map((level) => (
                  <Chip
                    key={level}
                    label={words.level(level)}
                    pressed={levels.includes(level)}
                    onPress={() =>
                      change({
                        levels: levels.includes(level)
                          ? levels.filter((one) => one !== level)
                          : [...levels, level],
                      })
                    }
                  />
                ))}
              </fieldset>
            </div>
          )}
          <FolderParts
            parts={preview.parts}
            rules={rules}
            onMapping={(mapping) => change({ mapping })}
          />
          <section className={styles['section']} aria-label={words.preview}>
            <h3 className={styles['heading']}>{words.preview}</h3>
            <output className={styles['summary']}>
              <strong>{words.changes(preview.changed, preview.assets)}</strong>
              {preview.by_field.map(({ field, changed }) => (
                <span key={field} className={styles['quiet']}>
                  {words.byField(words.fields[field], changed)}
                </span>
              ))}
            </output>
            {preview.without_folder > 0 && (
              <p className={styles['quiet']}>{words.withoutFolder(preview.without_folder)}</p>
            )}
            {preview.conflicts > 0 && (
              <details className={styles['warn']}>
                <summary>{words.conflicts(preview.conflicts)}</summary>
                <ul className={styles['conflicts']}>
                  {preview.conflict_sample.map((conflict) => (
                    <li key={conflict.id} dir="auto">
                      {`${conflict.path}: ${
                        conflict.why === 'several_themes'
                          ? words.why.several_themes(conflict.themes)
                          : words.why.has_theme(conflict.current ?? '', conflict.themes[0] ?? '')
                      }`}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {preview.changed > 0 && (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keys must reach it
              <section className={styles['preview']} aria-label={words.preview} tabIndex={0}>
                <PreviewTable
                  sample={preview.sample}
                  changed={preview.changed}
                  projects={noProjects}
                />
              </section>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}
