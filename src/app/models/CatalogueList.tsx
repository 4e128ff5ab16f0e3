import { useState } from 'react';

import type { LocalModelRow } from '#domain/contract/models.ts';
import { modelTasks } from '#domain/local-model.ts';
import { catalogue, type CatalogueEntry } from '#models/local/catalogue/catalogue.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { modelWords as words } from '../words/models.ts';
import { DownloadState } from './DownloadState.tsx';
import { Facts, SoldBadge } from './facts.tsx';
import { GetDialog } from './GetDialog.tsx';
import styles from './Models.module.css';
import type { Download } from './work.ts';

/** Published models by what they are for. */
export function CatalogueList({
  models,
  downloads,
  onAddFile,
}: {
  readonly models: readonly LocalModelRow[];
  readonly downloads: ReadonlyMap<string, Download>;
  readonly onAddFile: (entry: CatalogueEntry) => void;
}) {
  const [getting, setGetting] = useState<CatalogueEntry | null>(null);
  const here = new Set(
    models.filter(({ missing }) => missing === 0).map(({ catalogue: entry }) => entry),
  );
  return (
    <section className={styles['section']} aria-labelledby="models-catalogue">
      <h2 id="models-catalogue">{words.catalogue}</h2>
      <p className={styles['quiet']}>{words.catalogueLead}</p>
      {modelTasks.map((task) => (
        <div key={task}>
          <h3>{words.tasks[task]}</h3>
          <ul className={styles['list']}>
            {catalogue
              .filter((entry) => entry.task === task)
              .map((entry) => (
                <Entry
                  key={entry.id}
                  entry={entry}
                  isHere={here.has(entry.id)}
                  download={downloads.get(entry.url)}
                  onGet={() => setGetting(entry)}
                  onAddFile={() => onAddFile(entry)}
                />
              ))}
          </ul>
        </div>
      ))}
      {getting && <GetDialog entry={getting} onClose={() => setGetting(null)} />}
    </section>
  );
}

function Entry({
  entry,
  isHere,
  download,
  onGet,
  onAddFile,
}: {
  readonly entry: CatalogueEntry;
  readonly isHere: boolean;
  readonly download: Download | undefined;
  readonly onGet: () => void;
  readonly onAddFile: () => void;
}) {
  const { name, description } = entry.words;
  const heading = `catalogue-${entry.id}`;
  return (
    <li className={styles['model']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h4 id={heading} className={styles['name']}>
          {name}
        </h4>
        <SoldBadge sold={entry.commercialUse} />
        {isHere && <Badge tone="ok">{words.haveIt}</Badge>}
      </div>
      <p className={styles['quiet']}>{description}</p>
      <Facts
        of={[
          [words.size, entry.bytes === null ? words.sizeUnknown : words.about(entry.bytes)],
          [words.licence, entry.licence],
        ]}
      />
      {entry.get === 'by_hand' && !isHere && <p className={styles['quiet']}>{words.byHand}</p>}
      {download ? (
        <DownloadState {...download} />
      ) : (
        <div className={styles['acts']}>
          {entry.get === 'download' ? (
            !isHere && (
              <Button size="small" onClick={onGet} aria-describedby={heading}>
                {words.get}
              </Button>
            )
          ) : (
            <>
              {!isHere && (
                <Button size="small" onClick={onAddFile} aria-describedby={heading}>
                  {words.addFile}
                </Button>
              )}
              <a
                className={styles['link']}
                href={entry.url}
                target="_blank"
                rel="noreferrer noopener"
                aria-describedby={heading}
              >
                {words.openPage(new URL(entry.url).host)}
              </a>
            </>
          )}
        </div>
      )}
    </li>
  );
}
