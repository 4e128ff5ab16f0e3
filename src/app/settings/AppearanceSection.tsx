import {
  densities,
  type Density,
  type Motion,
  motions,
  useDensity,
  useMotion,
} from '../desk/preferences.ts';
import { type Theme, themes, useTheme } from '../theme.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** Colours, room and motion of this device. */
export function AppearanceSection() {
  const { theme, setTheme } = useTheme();
  const density = useDensity();
  const motion = useMotion();
  return (
    <Section title={words.appearance}>
      <div className={styles['fields']}>
        <Field label={words.theme}>
          {(control) => (
            <Select<Theme>
              {...control}
              value={theme}
              onValue={setTheme}
              choices={themes.map((value) => ({ value, label: words.themes[value] }))}
            />
          )}
        </Field>
        <Field label={words.density} help={words.densityHelp}>
          {(control) => (
            <Select<Density>
              {...control}
              value={density.value}
              onValue={density.set}
              choices={densities.map((value) => ({ value, label: words.densities[value] }))}
            />
          )}
        </Field>
        <Field label={words.motion}>
          {(control) => (
            <Select<Motion>
              {...control}
              value={motion.value}
              onValue={motion.set}
              choices={motions.map((value) => ({ value, label: words.motions[value] }))}
            />
          )}
        </Field>
      </div>
    </Section>
  );
}
