import { RotateCcw } from 'lucide-react';
import { Suspense, useLayoutEffect, useState } from 'react';

import type { AssetDetails } from '#domain/contract/queries.ts';
import { changesNothing, noEdits, sameEdits } from '#media/edit/edits.ts';
import { goTo, useSearchPart } from '../address.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { DepthNote } from '../tool/DepthNote.tsx';
import { TargetNote } from '../tool/TargetNote.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { commonWords } from '../words/common.ts';
import { failureWords } from '../words/failures.ts';
import { enhanceWords as words } from '../words/enhance.ts';
import { CompareSplit } from './CompareSplit.tsx';
import { useEditor, useEditSession, useStageState } from './editor.ts';
import styles from './Editor.module.css';
import { EditorBar } from './EditorBar.tsx';
import { Rail } from './Rail.tsx';
import { originalOf } from './results.ts';
import { Stage } from './stage/Stage.tsx';
import type { Scene } from './stage/paintings.ts';
import { enhanceTools } from './tools.ts';
import { useEditorActs } from './useEditorActs.ts';
import { useEditorKeys } from './useEditorKeys.ts';

/** The editor as it is seen: bar, rail of tools, the picture, the panel of the chosen tool. */
export function EditorFrame({ details }: { readonly details: AssetDetails }) {
  const { asset, stage } = useEditor();
  const session = useEditSession();
  const { edits } = session;
  const { state, failure } = useStageState();
  const named = new URLSearchParams(useSearchPart()).get('tool');
  const tool =
    enhanceTools.find(({ name, unavailable }) => name === named && !unavailable?.(asset)) ??
    enhanceTools[0];
  const [compare, setCompare] = useState<Scene['compare']>('edited');
  const choose = (name: string): void =>
    goTo(`/enhance/${asset.id}?tool=${name}`, { replace: true });

  const isPlain = tool?.on === 'picture';
  const uncropped = tool?.name === 'crop' && typeof compare !== 'number';
  useLayoutEffect(() => {
    stage.setScene({ edits: isPlain ? noEdits : edits, uncropped: isPlain || uncropped, compare });
  }, [stage, edits, isPlain, uncropped, compare]);

  const acts = useEditorActs(session);
  useEditorKeys({ choose, compare, setCompare, acts });

  const original = originalOf(details);
  const isUnsaved = !changesNothing(edits) && !sameEdits(edits, session.saved ?? noEdits);
  const isDraft = session.fromDraft && session.past.length === 0 && isUnsaved;

  return (
    <ScreenFrame
      top={<EditorBar acts={acts} compare={compare} onCompare={setCompare} isUnsaved={isUnsaved} />}
    >
      {original && (
        <div className={styles['note']}>
          <span className={styles['noteText']}>{words.result(original.name)}</span>
          <Button size="small" onClick={() => goTo(`/enhance/${original.id}?edits=${asset.id}`)}>
            {words.goOnOriginal}
          </Button>
        </div>
      )}
      {isDraft && (
        <output className={styles['note']}>
          <span className={styles['noteText']}>{words.wasDraft}</span>
          <Button size="small" onClick={acts.reset}>
            {words.discard}
          </Button>
        </output>
      )}
      <div className={`${styles['note']} ${styles['notKept']}`}>
        <DepthNote rows={[asset]} />
      </div>
      {isPlain && isUnsaved && (
        <output className={styles['note']}>
          <span className={styles['noteText']}>{words.onPicture}</span>
        </output>
      )}
      <div className={styles['editor']}>
        <Rail chosen={tool?.name ?? ''} onChoose={choose} />
        <div className={styles['middle']}>
          {state === 'failed' && failure ? (
            <div className={styles['failed']}>
              <EmptyState
                title={words.failed}
                actions={
                  <Button icon={<RotateCcw aria-hidden />} onClick={() => stage.tryAgain()}>
                    {commonWords.retry}
                  </Button>
                }
              >
                {failureWords(failure).what} {failureWords(failure).safe}{' '}
                {failureWords(failure).next}
              </EmptyState>
            </div>
          ) : (
            <Stage>
              {typeof compare === 'number' ? (
                <CompareSplit at={compare} onAt={setCompare} />
              ) : (
                tool?.Overlay &&
                compare === 'edited' && (
                  <Suspense fallback={null}>
                    <tool.Overlay />
                  </Suspense>
                )
              )}
            </Stage>
          )}
        </div>
        {tool && (
          <aside className={styles['panel']} aria-label={words.panel(tool.label)}>
            <div className={styles['inner']}>
              <h2 className={styles['heading']}>{tool.label}</h2>
              <Suspense fallback={null}>
                <tool.Panel key={tool.name} />
              </Suspense>
              <TargetNote />
            </div>
          </aside>
        )}
      </div>
    </ScreenFrame>
  );
}
