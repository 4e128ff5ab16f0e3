import { ScreenFrame } from '../shell/ScreenFrame.tsx';
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
      <VerifySection />
      <History />
    </div>
  </ScreenFrame>
);
