import { useEffect, useRef, useState } from 'react';

import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { ProjectId } from '#domain/id.ts';
import { type ChosenFile, useInkreel } from '../inkreel.ts';
import { rowOf, type Row } from './review-rows.ts';

const byPath = new Intl.Collator('en', { numeric: true });
const pathOf = ({ file, path }: ChosenFile): string => path ?? file.name;

/** What a look has found so far. */
export interface Look {
  readonly rows: readonly Row[];
  /** Sidecars that go with none of them. */
  readonly left: readonly SidecarOutcome[];
  /** Everything was judged and compared with the library. */
  readonly isDone: boolean;
}

/** Looks at files in the import worker; what it finds is gathered to one picture a frame. */
export function useLook(files: readonly ChosenFile[], project: ProjectId | null): Look {
  const client = useInkreel();
  const [look, setLook] = useState<Look>({ rows: [], left: [], isDone: false });
  const frame = useRef(0);
  useEffect(() => {
    const stop = new AbortController();
    let rows: Row[] = [];
    let left: readonly SidecarOutcome[] = [];
    let isDone = false;
    const show = (): void => {
      if (frame.current !== 0 || stop.signal.aborted) return;
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        setLook({ rows: [...rows], left, isDone });
      });
    };
    const change = (index: number, next: Partial<Row>): void => {
      const row = rows[index];
      if (row) rows[index] = { ...row, ...next };
    };
    const inOrder = files.toSorted((one, other) => byPath.compare(pathOf(one), pathOf(other)));
    const looking = client.lookAtFiles?.(inOrder, {
      ...(project === null ? {} : { project }),
      signal: stop.signal,
      onArranged: (arranged) => {
        rows = arranged.sources.map(rowOf);
        ({ left } = arranged);
        show();
      },
      onSeen: (seen) => {
        for (const one of seen) change(one.index, { seen: one });
        show();
      },
      onKnown: (known) => {
        for (const one of known) change(one.index, { known: one });
        show();
      },
    });
    void looking?.then(() => {
      isDone = true;
      show();
    });
    return () => {
      stop.abort();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, [client, files, project]);
  return look;
}
