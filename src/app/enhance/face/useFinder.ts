import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { FoundFace } from '#domain/face.ts';
import type { Failure } from '#domain/failure.ts';
import type { LocalModelId } from '#domain/id.ts';
import { useInkreel } from '../../inkreel.ts';
import { showFace, useFace } from './state.ts';

/**
 * Looks for the faces of pictures with a detector: of new ones by itself, of all when asked. What a
 * person has placed is overwritten only when asked.
 */
export function useFinder(detector: LocalModelId | null, pictures: readonly AssetRow[]) {
  const { trials } = useInkreel();
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef<AbortController | null>(null);

  const find = async (wanted: readonly AssetRow[], isAsked: boolean): Promise<void> => {
    running.current?.abort();
    if (!trials || detector === null) return;
    const { signal } = (running.current = new AbortController());
    setFailure(null);
    for (const picture of wanted) {
      useFace.setState({ finding: picture.id });
      const found = await (await trials()).ask('find_faces', { detector }, picture, { signal });
      if (signal.aborted) return;
      if (!found.ok) {
        setFailure(found.failure);
        break;
      }
      // Somebody was quicker with the first point.
      if (!isAsked && useFace.getState().points[picture.id]) continue;
      // The border: the result of `find_faces`.
      const faces = found.value['faces'] as readonly FoundFace[];
      showFace(picture.id, { detector, faces, shown: 0 });
    }
    useFace.setState({ finding: null });
  };

  const findNew = useEffectEvent((): void => {
    const { points, found } = useFace.getState();
    const fresh = pictures.filter(({ id }) => !points[id] && !found[id]);
    if (fresh.length > 0) void find(fresh, false);
  });
  const key = pictures.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (detector === null) return;
    const timer = setTimeout(() => findNew());
    return () => clearTimeout(timer);
  }, [detector, key]);
  useEffect(
    () => () => {
      running.current?.abort();
      useFace.setState({ finding: null });
    },
    [],
  );
  return { failure, findAll: () => void find(pictures, true) };
}
