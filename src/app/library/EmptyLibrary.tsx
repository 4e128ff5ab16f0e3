import { ArrowRight, FolderUp, Moon, Sparkles, Upload } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';

import { goTo } from '../address.ts';
import { openDemo, useDemo } from '../demo/open-demo.ts';
import { showFailure, useInkreel } from '../inkreel.ts';
import { handFolder } from '../shell/folder-drops.ts';
import { useImport } from '../shell/importing.ts';
import { screens } from '../shell/screens.ts';
import { useLibraryStatus } from '../shell/StatusBanners.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Progress } from '../ui/Progress.tsx';
import { demoWords as words } from '../words/demo.ts';
import { libraryWords } from '../words/library.ts';
import styles from './EmptyLibrary.module.css';

const CapabilityCard = lazy(async () => {
  const { CapabilityCard: component } = await import('../settings/DeviceSection.tsx');
  return { default: component };
});

/** One way to begin: a whole card that is one button. */
function Way({
  icon,
  title,
  text,
  primary = false,
  unavailable,
  onClick,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly primary?: boolean;
  readonly unavailable: string | null;
  readonly onClick: () => void;
}) {
  return (
    <li className={styles['way']}>
      <span className={styles['icon']}>{icon}</span>
      <p className={styles['text']}>{text}</p>
      <Button look={primary ? 'primary' : 'plain'} unavailable={unavailable} onClick={onClick}>
        {title}
      </Button>
    </li>
  );
}

/** The first run: three ways to begin, one line on where everything lies, what this browser can do. */
export function EmptyLibrary() {
  const client = useInkreel();
  const { pick } = useImport();
  const making = useDemo((state) => state.making);
  const [isEmpty, setEmpty] = useState(false);
  const isTemporary = useLibraryStatus().state === 'temporary';
  const unavailable = making ? words.busy : null;
  const canLink = screens.some(({ path }) => path === '/folders');
  // Chosen here at once; what would come in of it is told where folders are linked.
  const startFromFolder = async (): Promise<void> => {
    if (!('showDirectoryPicker' in globalThis)) return goTo('/folders');
    const picked = await (await client.folders()).pick('read');
    if (!picked.ok) return showFailure(picked.failure);
    if (picked.value === null) return undefined;
    handFolder(picked.value);
    return goTo('/folders');
  };

  if (isEmpty) {
    return (
      <EmptyState
        title={libraryWords.emptyTitle}
        actions={
          <>
            <Button
              look="primary"
              icon={<Upload aria-hidden />}
              unavailable={unavailable}
              onClick={() => pick(false)}
            >
              {libraryWords.importFiles}
            </Button>
            <Button onClick={() => setEmpty(false)}>{words.back}</Button>
          </>
        }
      >
        <p>{isTemporary ? libraryWords.emptyTemporary : libraryWords.emptyText}</p>
        {!isTemporary && <p>{libraryWords.emptyWhere}</p>}
      </EmptyState>
    );
  }
  return (
    <div className={styles['first']}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>{words.title}</h1>
        <p className={styles['quiet']}>{isTemporary ? libraryWords.emptyTemporary : words.text}</p>
      </div>
      {making && (
        <div className={styles['making']}>
          <output>
            {making.done >= making.total
              ? words.importing
              : words.making(making.done, making.total)}
          </output>
          <Progress label={words.busy} fraction={making.done / making.total} />
        </div>
      )}
      <ul className={styles['ways']}>
        <Way
          primary
          icon={<Moon aria-hidden />}
          title={words.demo}
          text={words.demoText}
          unavailable={unavailable}
          onClick={() => void openDemo(client)}
        />
        <Way
          icon={<FolderUp aria-hidden />}
          title={words.folder}
          text={canLink ? words.folderText : words.folderImport}
          unavailable={unavailable}
          onClick={() => (canLink ? void startFromFolder() : pick(true))}
        />
        <Way
          icon={<Sparkles aria-hidden />}
          title={words.empty}
          text={words.emptyText}
          unavailable={making ? words.busy : null}
          onClick={() => setEmpty(true)}
        />
      </ul>
      {!isTemporary && (
        <p className={styles['quiet']}>
          {words.where}{' '}
          <a href="#/data" className={styles['link']}>
            {words.whereMore} <ArrowRight aria-hidden />
          </a>
        </p>
      )}
      <details className={styles['device']}>
        <summary>{words.device}</summary>
        <Suspense fallback={null}>
          <CapabilityCard />
        </Suspense>
      </details>
    </div>
  );
}
