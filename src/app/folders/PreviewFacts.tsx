import { useDeferredValue, useMemo } from 'react';

import { readIgnore } from '#domain/folders/ignore.ts';
import { extensionOf } from '#formats/media-formats.ts';
import type { Preview } from '#workers/folders/preview.ts';
import { folderWords as words } from '../words/folders.ts';
import styles from './Folders.module.css';

/** What would be taken from a folder under these rules, and what each of them leaves out. */
export function tryRules(preview: Preview, lines: readonly string[]) {
  const rules = readIgnore(lines);
  const byRule = new Map<string, number>();
  let media = 0;
  let bytes = 0;
  const otherBy = new Map<string, number>();
  let excluded = 0;
  for (const file of preview.files) {
    const rule = rules.ruleFor(file.path);
    if (rule !== null) {
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      excluded += 1;
    } else if (file.media) {
      media += 1;
      bytes += file.size;
    } else {
      const ending = extensionOf(file.path);
      otherBy.set(ending, (otherBy.get(ending) ?? 0) + 1);
    }
  }
  const said = [...byRule].toSorted(([, one], [, next]) => next - one);
  const others = [...otherBy].toSorted(([, one], [, next]) => next - one);
  const other = others.reduce((sum, [, count]) => sum + count, 0);
  return { media, bytes, other, others, excluded, byRule: said };
}

/** The numbers of a preview for the rules as they are being typed. */
export function usePreviewFacts(preview: Preview | null, ignore: string) {
  const text = useDeferredValue(ignore);
  return useMemo(() => (preview ? tryRules(preview, text.split('\n')) : null), [preview, text]);
}

/** A preview in words, spoken as it changes. */
export function PreviewFacts({
  preview,
  facts,
}: {
  readonly preview: Preview;
  readonly facts: ReturnType<typeof tryRules>;
}) {
  return (
    <div className={styles['preview']} aria-live="polite">
      <span className={styles['strong']}>
        {facts.media === 0 ? words.nothingToTake : words.looked(facts.media, facts.bytes)}
      </span>
      {facts.other > 0 && <span>{words.other(facts.other, facts.others)}</span>}
      {facts.excluded > 0 && (
        <>
          <span>{words.excluded(facts.excluded)}</span>
          <ul>
            {facts.byRule.map(([rule, count]) => (
              <li key={rule}>{words.excludedBy(rule, count)}</li>
            ))}
          </ul>
        </>
      )}
      {preview.unreadable > 0 && <span>{words.unreadable(preview.unreadable)}</span>}
      {preview.isCut && <span>{words.cut}</span>}
    </div>
  );
}
