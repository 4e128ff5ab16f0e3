import {
  FolderUp,
  Moon,
  Pause,
  Play,
  Rows3,
  Settings2,
  Sun,
  SunMoon,
  Trash2,
  Upload,
} from 'lucide-react';

import { goTo } from '../address.ts';
import { useDensity, useLooksFirst, useMotion, useStaysAwake } from '../desk/preferences.ts';
import { demoName, openDemo, removeDemo } from '../demo/open-demo.ts';
import { useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useSingleKeys } from '../shell/bindings.ts';
import { useImport } from '../shell/importing.ts';
import { screens } from '../shell/screens.ts';
import { type Theme, themes, useTheme } from '../theme.ts';
import { demoWords } from '../words/demo.ts';
import { paletteWords as words } from '../words/palette.ts';
import { settingsWords } from '../words/settings.ts';
import type { Entry } from './entry.ts';
import { showPlace } from './open-thing.ts';

const themeIcons: Readonly<Record<Theme, typeof Sun>> = { system: SunMoon, light: Sun, dark: Moon };

/** Everything that can be done whatever is shown: screens, import, the queue, how the app looks. */
export function useDeskEntries(): readonly Entry[] {
  const client = useInkreel();
  const run = useCommand();
  const { pick } = useImport();
  const { theme, setTheme } = useTheme();
  const density = useDensity();
  const motion = useMotion();
  const awake = useStaysAwake();
  const looks = useLooksFirst();
  const single = useSingleKeys();
  const counts = useLiveQuery('counts', {}).value;
  const hasDemo =
    useLiveQuery('projects', {}).value?.some(({ name }) => name === demoName) ?? false;

  const toggle = (id: string, what: string, on: boolean, set: (on: boolean) => void): Entry => ({
    id: `toggle:${id}`,
    label: on ? words.turnOff(what) : words.turnOn(what),
    group: 'desk',
    icon: <Settings2 aria-hidden />,
    unavailable: null,
    run: () => set(!on),
  });

  const paused = counts?.queue_paused ?? false;
  return [
    ...screens
      .filter(({ ofOne }) => !ofOne)
      .map((screen): Entry => ({
        id: `screen:${screen.path}`,
        label: words.goTo(screen.name),
        group: 'go',
        icon: <screen.icon aria-hidden />,
        unavailable: null,
        run: () => goTo(screen.path),
      })),
    {
      id: 'trash',
      label: words.trash,
      group: 'go',
      icon: <Trash2 aria-hidden />,
      unavailable: null,
      run: () => showPlace({ trashed: true }),
    },
    {
      id: 'import-files',
      label: words.importFiles,
      group: 'desk',
      icon: <Upload aria-hidden />,
      unavailable: null,
      run: () => pick(false),
    },
    {
      id: 'import-folder',
      label: words.importFolder,
      group: 'desk',
      icon: <FolderUp aria-hidden />,
      unavailable: null,
      run: () => pick(true),
    },
    {
      id: 'queue',
      label: paused ? words.resumeQueue : words.pauseQueue,
      group: 'desk',
      icon: paused ? <Play aria-hidden /> : <Pause aria-hidden />,
      unavailable: null,
      run: () => void run(paused ? 'resumeQueue' : 'pauseQueue', {}),
    },
    {
      id: 'demo',
      label: words.demo,
      group: 'desk',
      icon: <Moon aria-hidden />,
      unavailable: null,
      run: () => void openDemo(client),
    },
    {
      id: 'demo-remove',
      label: demoWords.remove,
      group: 'desk',
      icon: <Trash2 aria-hidden />,
      unavailable: hasDemo ? null : demoWords.notThere,
      run: () => void removeDemo(client),
    },
    ...themes.map((one): Entry => {
      const Icon = themeIcons[one];
      return {
        id: `theme:${one}`,
        label: words.theme(settingsWords.themes[one]),
        group: 'desk',
        icon: <Icon aria-hidden />,
        unavailable: one === theme ? words.already : null,
        run: () => setTheme(one),
      };
    }),
    {
      ...toggle('density', words.compact, density.value === 'compact', (on) =>
        density.set(on ? 'compact' : 'roomy'),
      ),
      icon: <Rows3 aria-hidden />,
    },
    toggle('motion', words.stillness, motion.value === 'reduced', (on) =>
      motion.set(on ? 'reduced' : 'system'),
    ),
    toggle('single', words.singleKeys, single.value, single.set),
    toggle('awake', words.awake, awake.value, awake.set),
    toggle('look-first', words.lookFirst, looks.value, looks.set),
  ];
}
