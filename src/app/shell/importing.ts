import { useCallback } from 'react';

import { useLooksFirst } from '../desk/preferences.ts';
import { useLooking } from '../importing/looking.ts';
import { type ChosenFile, showFailure, useInkreel } from '../inkreel.ts';
import { pickFiles } from './dropped-files.ts';

/** Starts an import of files that the user chose; what becomes of each shows in the import panel. */
export function useImport(): {
  readonly importFiles: (files: readonly ChosenFile[]) => void;
  readonly pick: (folder: boolean) => void;
} {
  const client = useInkreel();
  const importFiles = useCallback(
    (files: readonly ChosenFile[]) => {
      if (files.length === 0) return;
      if (useLooksFirst.getState().value) {
        useLooking.getState().look(files);
        return;
      }
      void client.importFiles(files).then((result) => {
        if (!result.ok) showFailure(result.failure);
      });
    },
    [client],
  );
  const pick = useCallback(
    (folder: boolean) => void pickFiles(folder).then(importFiles),
    [importFiles],
  );
  return { importFiles, pick };
}
