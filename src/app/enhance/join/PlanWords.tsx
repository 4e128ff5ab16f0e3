import type { JoinLook } from '#workers/previews/client.ts';
import { joinWords as words } from '../../words/join.ts';
import styles from './Join.module.css';

/** Most reasons that are told one by one. */
const most = 3;

/** What a join would do: as they are, or made again and why. */
export function PlanWords({ look: { plan } }: { readonly look: JoinLook }) {
  const { picture, sound, starts } = plan;
  const again = [picture, sound].filter((track) => track && track.reasons.length > 0);
  const seconds = starts.at(-1) ?? 0;
  return (
    <>
      {again.length === 0 && (
        <p className={styles['good']}>{sound?.isLossless ? words.withoutLoss : words.asTheyAre}</p>
      )}
      {picture && again.length > 0 && (
        <Track stays={words.pictureStays} again={words.pictureAgain} reasons={picture.reasons} />
      )}
      {sound && again.length > 0 && (
        <Track stays={words.soundStays} again={words.soundAgain} reasons={sound.reasons} />
      )}
      <p className={styles['quiet']}>{words.result(seconds, picture)}</p>
    </>
  );
}

function Track({
  stays,
  again,
  reasons,
}: {
  readonly stays: string;
  readonly again: string;
  readonly reasons: readonly string[];
}) {
  if (reasons.length === 0) return <p>{stays}</p>;
  return (
    <div>
      <p>{again}</p>
      <ul className={styles['reasons']}>
        {reasons.slice(0, most).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {reasons.length > most && <li>{words.further(reasons.length - most)}</li>}
      </ul>
    </div>
  );
}
