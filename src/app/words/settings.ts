/** Words of the settings. */
export const settingsWords = {
  title: 'Settings',
  appearance: 'Appearance',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  offline: 'Offline',
  offlineReady: 'Ready to work offline: the app, its models and its codecs are on this device.',
  offlineShell:
    'The app itself works offline. The model runtime and the codecs are fetched when first used.',
  offlineFetching: (done: number, total: number): string =>
    `Fetching what offline work needs: ${String(done)} of ${String(total)}`,
  offlineFailed: 'Some parts could not be fetched. Look at the connection and try again.',
  offlineNone: 'This address does not allow offline use (no service worker): serve it by https.',
  makeOffline: 'Make available offline',
  device: 'This browser',
  capabilities: {
    webgpu: {
      name: 'Graphics card',
      yes: 'Models run on the graphics card.',
      no: 'No usable graphics card: models run on the processor, slower but the same.',
    },
    threads: {
      name: 'Several threads',
      yes: 'Models use several processor cores.',
      no: 'Models use one processor core here. A reload, or a host with the right headers, gives more.',
    },
    folders: {
      name: 'Folders',
      yes: 'Exports can be saved straight into a folder.',
      no: 'This browser cannot write into folders: exports come as downloads.',
    },
    persisted: {
      name: 'Kept storage',
      yes: 'The browser has promised to keep the library.',
      no: 'The browser may clear the library when the disk is nearly full.',
    },
    opfs: {
      name: 'Private file storage',
      yes: 'The library is kept on this device.',
      no: 'Nothing is kept after this window closes.',
    },
  },
  yes: 'yes',
  no: 'no',
  shortcuts: 'Keyboard',
  shortcutsPress: 'Press',
  shortcutsList:
    'on any screen: it lists the shortcuts that work there. On every screen there are:',
  about: 'About',
  version: (version: string): string => `Inkreel ${version}, MIT licence`,
  models: 'Models on this device',
  modelSize: 'Size',
  modelLicence: 'Licence',
  sellable: 'results may be sold',
} as const;
