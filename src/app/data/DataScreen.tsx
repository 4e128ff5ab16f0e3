import { lazy, Suspense } from 'react';
import { useParams } from 'wouter';

import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { OldModelSection } from '../old-model/OldModelSection.tsx';
import { BackupSection } from '../safety/BackupSection.tsx';
import { LibrariesSection } from '../safety/LibrariesSection.tsx';
import { RestoreSection } from '../safety/RestoreSection.tsx';
import { dataWords as words } from '../words/data.ts';
import page from '../ui/Page.module.css';
import section from '../ui/Section.module.css';
import styles from './Data.module.css';
import { StorageSection } from './StorageSection.tsx';
import { VerifySection } from './VerifySection.tsx';

const History = lazy(async () => {
  const { History: Part } = await import('./History.tsx');
  return { default: Part };
});
const Console = lazy(async () => {
  const { Console: Part } = await import('./console/Console.tsx');
  return { default: Part };
});
const Schema = lazy(async () => {
  const { Schema: Part } = await import('./schema/Schema.tsx');
  return { default: Part };
});

const parts = [
  { key: 'safety', href: '#/data' },
  { key: 'history', href: '#/data/history' },
  { key: 'sql', href: '#/data/sql' },
  { key: 'schema', href: '#/data/schema' },
] as const;

const Safety = () => (
  <>
    <div className={styles['columns']}>
      <div className={styles['column']}>
        <StorageSection />
        <VerifySection />
        <OldModelSection />
      </div>
      <div className={styles['column']}>
        <BackupSection />
        <RestoreSection />
        <LibrariesSection />
      </div>
    </div>
    <p className={section['quiet']}>
      {words.elsewhere}
      <a href="#/tags">{words.tagsLink}</a>
      {', '}
      <a href="#/folders">{words.foldersLink}</a>
    </p>
  </>
);

/** What is stored and how safe it is, what was done, and the library as SQL sees it. */
export function DataScreen() {
  const asked = useParams<{ part?: string }>().part ?? 'safety';
  const part = parts.find(({ key }) => key === asked)?.key ?? 'safety';
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <nav aria-label={words.parts} className={styles['tabs']}>
            {parts.map(({ key, href }) => (
              <a
                key={key}
                href={href}
                className={styles['tab']}
                {...(key === part ? { 'aria-current': 'page' } : {})}
              >
                {words.partNames[key]}
              </a>
            ))}
          </nav>
        </>
      }
    >
      <div className={page['roomy']}>
        {part === 'safety' && <Safety />}
        <Suspense fallback={null}>
          {part === 'history' && <History />}
          {part === 'sql' && <Console />}
          {part === 'schema' && <Schema />}
        </Suspense>
      </div>
    </ScreenFrame>
  );
}
