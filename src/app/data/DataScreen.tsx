import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { BackupSection } from '../safety/BackupSection.tsx';
import { LibrariesSection } from '../safety/LibrariesSection.tsx';
import { RestoreSection } from '../safety/RestoreSection.tsx';
import { dataWords as words } from '../words/data.ts';
import styles from './Data.module.css';
import { History } from './History.tsx';
import { StorageSection } from './StorageSection.tsx';
import { VerifySection } from './VerifySection.tsx';

/** What is stored, how safe it is, whether it is whole, and what was done. */
export const DataScreen = () => (
  <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
    <div className={styles['page']}>
      <StorageSection />
      <BackupSection />
      <RestoreSection />
      <VerifySection />
      <LibrariesSection />
      <History />
    </div>
  </ScreenFrame>
);
