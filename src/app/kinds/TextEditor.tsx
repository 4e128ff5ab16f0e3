import { useDeferredValue, useMemo, useRef } from 'react';

import type { WrittenText } from '#domain/contract/kinds.ts';
import type { AssetId } from '#domain/id.ts';
import { scriptOutline } from '#domain/screenplay.ts';
import { detectLanguage, textSize } from '#domain/texts.ts';
import { useLiveQuery } from '../inkreel.ts';
import { kindWords as words } from '../words/kinds.ts';
import styles from './Kinds.module.css';
import { LanguageField } from './LanguageField.tsx';
import { useTextDraft } from './useTextDraft.ts';

/** Writes the words of a text or script; counts, language and outline follow while one types. */
export function TextEditor({
  asset,
  isScript,
}: {
  readonly asset: AssetId;
  readonly isScript: boolean;
}) {
  const stored = useLiveQuery('text', { id: asset }).value;
  if (stored === undefined) return null;
  return <Editor asset={asset} isScript={isScript} stored={stored} />;
}

function Editor({
  asset,
  isScript,
  stored,
}: {
  readonly asset: AssetId;
  readonly isScript: boolean;
  readonly stored: WrittenText | null;
}) {
  const { content, saving, write } = useTextDraft(asset, stored);
  const field = useRef<HTMLTextAreaElement>(null);
  // Counting a novel takes longer than a key press: it follows when there is time.
  const counted = useDeferredValue(content);
  const detected = useMemo(() => detectLanguage(counted), [counted]);
  const language = stored?.language ?? detected ?? 'en';
  const size = useMemo(() => textSize(counted, language), [counted, language]);
  const outline = useMemo(() => (isScript ? scriptOutline(counted) : null), [counted, isScript]);

  const goTo = (line: number): void => {
    const node = field.current;
    if (!node) return;
    const lines = content.split('\n');
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    node.focus();
    node.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0));
    node.scrollTop = (node.scrollHeight / Math.max(1, lines.length)) * (line - 3);
  };
  return (
    <div className={styles['editor']}>
      <textarea
        ref={field}
        className={isScript ? styles['script'] : styles['prose']}
        aria-label={words.text}
        placeholder={isScript ? words.placeholder.script : words.placeholder.text}
        lang={language}
        dir="auto"
        spellCheck
        value={content}
        onChange={(event) => write(event.target.value)}
      />
      <div className={styles['counts']}>
        <span>{words.words(size.words)}</span>
        <span>{words.characters(size.characters)}</span>
        <span>{words.noSpaces(size.without_spaces)}</span>
        {outline && (
          <>
            <span>{words.scenes(outline.scenes.length)}</span>
            <span>{words.shots(outline.shots)}</span>
            {outline.pages > 0 && <span>{words.length(outline.seconds, outline.pages)}</span>}
          </>
        )}
        <output className={styles['saving']} aria-live="polite">
          {words[saving]}
        </output>
      </div>
      <div className={styles['below']}>
        <LanguageField
          key={stored?.language ?? ''}
          asset={asset}
          language={stored?.language ?? null}
          detected={detected}
          content={content}
        />
        {outline && (
          <section className={styles['outline']} aria-labelledby="script-outline">
            <h2 id="script-outline" className={styles['heading']}>
              {words.outline}
            </h2>
            {outline.scenes.length === 0 && <p className={styles['quiet']}>{words.noScenes}</p>}
            <ol className={styles['scenes']}>
              {outline.scenes.map((scene) => (
                <li key={scene.line}>
                  <button
                    type="button"
                    className={styles['scene']}
                    aria-label={words.goToScene(scene.heading)}
                    dir="auto"
                    onClick={() => goTo(scene.line)}
                  >
                    {scene.heading}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </div>
  );
}
