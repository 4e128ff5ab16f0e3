import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { faceRefusal } from '#domain/face.ts';
import { useTrial } from '../../tryout/useTrial.ts';
import { faceSettings } from './settings.ts';
import { pointsOf, useFace } from './state.ts';

const nothing = (): void => undefined;

/** The result as it would be, for laying over the picture; null while there is none. */
export function useFacePreview(asset: AssetRow): ImageBitmap | null {
  const state = useFace();
  const { face, points, isPreviewed, finding } = state;
  const [shown, setShown] = useState<ImageBitmap | null>(null);
  const isWanted =
    isPreviewed &&
    finding === null &&
    face !== null &&
    [asset, face].every((one) => faceRefusal(pointsOf(points, one)) === null);
  const wanted = isWanted ? faceSettings(asset, face, state) : null;
  const { made } = useTrial('face_swap', wanted, asset, nothing);
  const blob = made?.of.id === asset.id ? made.blob : null;
  useEffect(() => {
    if (!blob) return;
    let current = true;
    let bitmap: ImageBitmap | null = null;
    void createImageBitmap(blob).then((decoded) => {
      if (!current) return decoded.close();
      bitmap = decoded;
      setShown(decoded);
    });
    return () => {
      current = false;
      setShown((before) => (before === bitmap ? null : before));
      bitmap?.close();
    };
  }, [blob]);
  return isWanted ? shown : null;
}
