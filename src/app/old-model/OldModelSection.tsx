import { lazy, Suspense, useState } from 'react';

import { type ChosenFile, showFailure } from '../inkreel.ts';
import { pickFiles } from '../shell/dropped-files.ts';
import { Button } from '../ui/Button.tsx';
import { oldModelWords as words } from '../words/old-model.ts';
import section from '../ui/Section.module.css';
import { type ReadModel, readOldModel } from './read.ts';

const OldModelDialog = lazy(async () => {
  const { OldModelDialog: Part } = await import('./OldModelDialog.tsx');
  return { default: Part };
});

/** The way in for the data of an older program: files are chosen, looked at, and only then entered. */
export function OldModelSection() {
  const [reading, setReading] = useState(false);
  const [model, setModel] = useState<ReadModel | null>(null);
  const choose = async (folder: boolean): Promise<void> => {
    const chosen: readonly ChosenFile[] = await pickFiles(folder);
    if (chosen.length === 0) return;
    setReading(true);
    const read = await readOldModel(chosen);
    setReading(false);
    if (read.ok) setModel(read.value);
    else showFailure(read.failure);
  };
  const busy = reading ? words.reading : null;
  return (
    <section className={section['section']} aria-labelledby="data-old-model">
      <h2 id="data-old-model">{words.title}</h2>
      <p className={section['lead']}>{words.lead}</p>
      <div className={section['acts']}>
        <Button unavailable={busy} onClick={() => void choose(true)}>
          {words.chooseFolder}
        </Button>
        <Button unavailable={busy} onClick={() => void choose(false)}>
          {words.chooseFiles}
        </Button>
      </div>
      <p className={section['quiet']}>{reading ? words.reading : words.help}</p>
      {model && (
        <Suspense fallback={null}>
          <OldModelDialog model={model} onClose={() => setModel(null)} />
        </Suspense>
      )}
    </section>
  );
}
