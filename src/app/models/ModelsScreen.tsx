import { BrainCircuit, Plus } from 'lucide-react';
import { useState } from 'react';

import type { CatalogueEntry } from '#models/local/catalogue/catalogue.ts';
import { localModels } from '#models/local/registry.ts';
import { useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { bytesText } from '../words/format.ts';
import { modelWords as words } from '../words/models.ts';
import { AddDialog } from './AddDialog.tsx';
import { CatalogueList } from './CatalogueList.tsx';
import { droppedModel } from './choose-file.ts';
import { DownloadState } from './DownloadState.tsx';
import { Facts, SoldBadge } from './facts.tsx';
import { ModelCard } from './ModelCard.tsx';
import styles from './Models.module.css';
import { useDownloads, useTests } from './work.ts';

interface Adding {
  readonly entry: CatalogueEntry | null;
  readonly file: File | null;
}

/** The models on this device, those on their way, and those worth having. */
export function ModelsScreen() {
  const models = useLiveQuery('localModels', {}).value;
  const tests = useTests();
  const downloads = useDownloads();
  const [adding, setAdding] = useState<Adding | null>(null);
  const isEmpty = models?.length === 0;
  /** Addresses that a person typed: they have no place in the catalogue. */
  const others = [...downloads.values()].filter(({ params }) => params.catalogue === null);
  const add = (
    <Button
      look="primary"
      icon={<Plus aria-hidden />}
      onClick={() => setAdding({ entry: null, file: null })}
    >
      {isEmpty ? words.addFirst : words.add}
    </Button>
  );
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          {!isEmpty && add}
        </>
      }
    >
      <div
        className={styles['page']}
        onDrop={(event) => {
          const file = droppedModel(event.dataTransfer);
          if (!file) return;
          event.preventDefault();
          setAdding({ entry: null, file });
        }}
      >
        {isEmpty && (
          <EmptyState icon={<BrainCircuit aria-hidden />} title={words.emptyTitle} actions={add}>
            {words.emptyText}
          </EmptyState>
        )}
        {(models?.length ?? 0) + others.length > 0 && (
          <section className={styles['section']} aria-labelledby="models-here">
            <h2 id="models-here">{words.here}</h2>
            <p className={styles['quiet']}>{words.lead}</p>
            <ul className={styles['list']}>
              {models?.map((model) => (
                <ModelCard
                  key={model.id}
                  model={model}
                  work={tests.get(model.id)}
                  onAddFile={() => setAdding({ entry: null, file: null })}
                />
              ))}
              {others.map((download) => (
                <li key={download.params.url} className={styles['model']}>
                  <h3 className={styles['name']} dir="auto">
                    {download.params.name}
                  </h3>
                  <p className={styles['address']}>{download.params.url}</p>
                  <DownloadState {...download} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className={styles['section']} aria-labelledby="models-shipped">
          <h2 id="models-shipped">{words.shipped}</h2>
          <ul className={styles['list']}>
            {localModels.map((model) => (
              <li key={model.id} className={styles['model']}>
                <div className={styles['head']}>
                  <h3 className={styles['name']}>{model.words.name}</h3>
                  <Badge>{words.shippedBadge}</Badge>
                  <SoldBadge sold={model.commercialUse} />
                </div>
                <p className={styles['quiet']}>{model.words.description}</p>
                <Facts
                  of={[
                    [words.fields.task, words.tasks[model.task]],
                    [words.factor, words.factorOf(model.scale)],
                    [words.size, bytesText(model.bytes)],
                    [words.licence, model.licence],
                  ]}
                />
              </li>
            ))}
          </ul>
        </section>
        <CatalogueList
          models={models ?? []}
          downloads={downloads}
          onAddFile={(entry) => setAdding({ entry, file: null })}
        />
      </div>
      {adding && <AddDialog {...adding} onClose={() => setAdding(null)} />}
    </ScreenFrame>
  );
}
