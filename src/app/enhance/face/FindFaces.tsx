import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { failureLine } from '../../words/failures.ts';
import { faceWords as words } from '../../words/face.ts';
import { DetectorChoice } from './DetectorChoice.tsx';
import { showFace, useFace } from './state.ts';
import { useFinder } from './useFinder.ts';
import styles from './Face.module.css';

/** Has a model find the points of both faces; without one it says where to get it. */
export function FindFaces({
  asset,
  face,
}: {
  readonly asset: AssetRow;
  readonly face: AssetRow | null;
}) {
  const detectors = useLiveQuery('localModels', { task: 'face_detection', ready: true }).value;
  const [wanted, setWanted] = useState<string | null>(null);
  const detector = detectors?.find(({ id }) => id === wanted) ?? detectors?.[0];
  const isOther = face !== null && face.id !== asset.id;
  const pictures = isOther ? [asset, face] : [asset];
  const { failure, findAll } = useFinder(detector?.id ?? null, pictures);
  const { finding, found } = useFace();
  const looked = pictures.find(({ id }) => id === finding);
  if (!detectors) return null;
  if (!detector) {
    return (
      <p className={styles['quiet']}>
        {words.noFinder} <a href="#/models">{words.toModels}</a>
      </p>
    );
  }
  const lookedAt = isOther
    ? ([
        [asset, words.here],
        [face, words.inOther],
      ] as const)
    : ([[asset, words.here]] as const);
  const said = looked
    ? words.finding(looked.name)
    : lookedAt
        .flatMap(([{ id }, where]) => {
          const one = found[id];
          return one ? [words.foundIn(where, one.faces.length)] : [];
        })
        .join(' ');
  return (
    <fieldset className={styles['finder']}>
      <legend className={styles['legend']}>{words.finder}</legend>
      <DetectorChoice detectors={detectors} chosen={detector} onChosen={setWanted} />
      <div className={styles['row']}>
        <Button busy={looked !== undefined} onClick={findAll}>
          {words.find}
        </Button>
        {lookedAt.map(([{ id }, where]) => (
          <NextFace key={id} picture={id} where={where} />
        ))}
      </div>
      <output className={styles['quiet']}>{said}</output>
      {failure && failure.code !== 'cancelled' && (
        <p className={styles['quiet']} role="alert">
          {words.findFailed(failureLine(failure))}
        </p>
      )}
      <p className={styles['quiet']}>{words.findHelp}</p>
    </fieldset>
  );
}

/** A way from one face to the next, where several were found in a picture. */
function NextFace({ picture, where }: { readonly picture: AssetId; readonly where: string }) {
  const found = useFace((state) => state.found[picture]);
  const count = found?.faces.length ?? 0;
  if (!found || count < 2) return null;
  return (
    <Button
      aria-label={words.nextFaceOf(where, found.shown + 1, count)}
      onClick={() => showFace(picture, { ...found, shown: (found.shown + 1) % count })}
    >
      {words.nextFace}
    </Button>
  );
}
