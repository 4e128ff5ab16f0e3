import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { usePictures } from '../pictures.ts';
import { useThumbnail, useWantThumbnails } from '../thumbnails.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { PicturePane } from '../ui/PicturePane.tsx';
import { Progress } from '../ui/Progress.tsx';
import { type SharedView, wholeView } from '../ui/shared-view.ts';
import { failureLine } from '../words/failures.ts';
import { tryoutWords as words } from '../words/tryout.ts';
import { useTrial } from './useTrial.ts';
import styles from './TryOut.module.css';

/** Shapes that differ less than this lie behind one slider; others stand side by side. */
const sameShape = 0.01;

/** Why the tool does not take this picture with these settings, in its own words, or null. */
function refusalOf(
  name: string,
  settings: Readonly<Record<string, unknown>> | null,
  source: AssetRow | undefined,
): string | null {
  const kind = taskKindByName(name);
  const parsed = settings && kind?.parse(settings);
  if (!source || !parsed?.ok) return null;
  const refusal = kind?.refuses?.(source, parsed.value) ?? null;
  const isPicture = (kind?.placeholder?.(source, parsed.value).kind ?? 'image') === 'image';
  return refusal ?? (isPicture ? null : words.film);
}

/** What a tool makes of one of these pictures, before and after, with the size of the file. */
export function TryOut({
  kind,
  settings,
  sources,
  onMeasured,
}: {
  readonly kind: string;
  /** Null while the settings are wrong. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly sources: readonly AssetRow[];
  /** Told how long each trial took, in ms, and of how many megapixels the picture was. */
  readonly onMeasured: (milliseconds: number, megapixels: number) => void;
}) {
  const [at, setAt] = useState(0);
  const [view, setView] = useState<SharedView>(wholeView);
  const [split, setSplit] = useState(0.5);
  const source = sources[at] ?? sources[0];
  const refusal = refusalOf(kind, settings, source);
  const { made, failure, running, stop, again } = useTrial(
    kind,
    refusal === null ? settings : null,
    source,
    ({ took }) => onMeasured(took, ((source?.width ?? 0) * (source?.height ?? 0)) / 1e6),
  );
  const pictureOf = usePictures(source ? [source] : []);
  useWantThumbnails(source ? [source.blob] : []);
  const small = useThumbnail(source?.blob ?? null);
  if (!source) return null;

  const size = { width: source.width ?? 512, height: source.height ?? 512 };
  const before = {
    ...size,
    url: pictureOf(source.blob)?.url ?? small ?? null,
    alt: words.before,
  };
  const shown = made?.of.id === source.id ? made : null;
  const after = shown && {
    url: shown.url,
    alt: words.after,
    width: shown.facts.width ?? size.width,
    height: shown.facts.height ?? size.height,
  };
  const isAlike =
    after !== null &&
    Math.abs((after.width / after.height) * (before.height / before.width) - 1) < sameShape;
  const step = (by: number): void => setAt((at + by + sources.length) % sources.length);

  return (
    <section className={styles['tryout']} aria-label={words.region}>
      <div className={styles['head']}>
        <span className={styles['name']}>{words.which(source.name, at + 1, sources.length)}</span>
        {sources.length > 1 && (
          <>
            <IconButton
              size="small"
              label={words.previous}
              icon={<ChevronLeft />}
              onClick={() => step(-1)}
            />
            <IconButton
              size="small"
              label={words.next}
              icon={<ChevronRight />}
              onClick={() => step(1)}
            />
          </>
        )}
      </div>
      <div className={styles['stage']}>
        {after && isAlike ? (
          <PicturePane
            picture={after}
            over={before}
            split={split}
            view={view}
            onView={setView}
            label={`${words.before}, ${words.after}`}
          >
            <span className={styles['mark']}>{words.before}</span>
            <span className={classes(styles['mark'], styles['end'])}>{words.after}</span>
          </PicturePane>
        ) : (
          <>
            <PicturePane picture={before} view={view} onView={setView} label={words.before}>
              <span className={styles['mark']}>{words.before}</span>
            </PicturePane>
            {after && (
              <PicturePane picture={after} view={view} onView={setView} label={words.after}>
                <span className={styles['mark']}>{words.after}</span>
              </PicturePane>
            )}
          </>
        )}
      </div>
      {after && isAlike && (
        <input
          type="range"
          className={styles['slider']}
          aria-label={words.split}
          min={0}
          max={1}
          step={0.01}
          value={split}
          onChange={(event) => setSplit(Number(event.target.value))}
        />
      )}
      <output className={styles['foot']}>
        {refusal !== null ? (
          <span className={styles['bad']}>{refusal}</span>
        ) : running ? (
          <>
            <Progress fraction={running.fraction} label={words.working} />
            <span>{running.note ?? words.working}</span>
            <Button size="small" onClick={stop}>
              {words.stop}
            </Button>
          </>
        ) : failure ? (
          <>
            <span className={styles['bad']}>
              {failure.code === 'cancelled' ? words.stopped : failureLine(failure)}
            </span>
            <Button size="small" onClick={again}>
              {words.again}
            </Button>
          </>
        ) : shown ? (
          <>
            <strong>{words.sizes(source.size, shown.blob.size)}</strong>
            {shown.facts.width && shown.facts.height && (
              <span>{words.pixels(shown.facts.width, shown.facts.height)}</span>
            )}
            {words.told(shown.result).map((line) => (
              <span key={line}>{line}</span>
            ))}
            <span>{words.took(shown.took)}</span>
          </>
        ) : (
          <span>{words.working}</span>
        )}
      </output>
    </section>
  );
}
