import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { ShortcutsList } from '../shell/ShortcutsList.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { AboutSection, ResetSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { LanguageSection } from './LanguageSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { OfflineSection } from './OfflineSection.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import { SigningSection } from './SigningSection.tsx';
import { PlacesSection, StorageSection } from './StorageSection.tsx';
import { WorkSection } from './WorkSection.tsx';

/** How the app is on this device: its looks, language and keys, what the browser can do, the models. */
export const SettingsScreen = () => (
  <ScreenFrame top={<h1 className={styles['title']}>{words.title}</h1>}>
    <div className={styles['page']}>
      <AppearanceSection />
      <LanguageSection />
      <WorkSection />
      <Section title={words.shortcuts}>
        <ShortcutsList />
      </Section>
      <StorageSection />
      <OfflineSection />
      <PlacesSection />
      <SigningSection />
      <DeviceSection />
      <ModelsSection />
      <AboutSection />
      <ResetSection />
    </div>
  </ScreenFrame>
);
