import { countText } from './format.ts';

/** Words of the desk: shortcuts, notifications, staying awake. */
export const deskWords = {
  shortcuts: {
    search: 'Find a shortcut',
    searchHint: 'approve, undo, Ctrl Z …',
    none: 'No shortcut is called that.',
    found: (count: number): string => countText(count, 'shortcut', 'shortcuts'),
    change: (act: string): string => `Change the keys of “${act}”`,
    changeShort: 'Change',
    done: 'Done',
    noKeys: 'no keys',
    fixed: 'always',
    fixedWhy: 'These keys belong to the list that has the focus.',
    add: 'Add keys',
    press: 'Press the keys… (Escape: leave it)',
    remove: (keys: string): string => `Remove ${keys}`,
    reset: 'Back to its own keys',
    resetAll: 'Give every act its own keys back',
    resetAllDone: 'Every act has its own keys back',
    undoReset: 'Undo',
    nothingToReset: 'Nothing was changed',
    changed: 'changed',
    taken: (keys: string, act: string, place: string): string =>
      `${keys} already does “${act}” (${place}).`,
    replace: 'Take it from there',
    useAnyway: 'Use it for both',
    leave: 'Leave it',
    page: (keys: string): string =>
      `${keys} moves about in the page and in lists; choose another one.`,
    browser: (keys: string): string =>
      `${keys} belongs to the browser, which gives it to no page; choose another one.`,
    sameAct: (keys: string): string => `${keys} is one of its keys already.`,
    single: 'Shortcuts of a single key',
    singleHelp:
      'Letters, digits and signs without Ctrl or Alt. Turn them off where speech input or a stray touch would set them off.',
  },
  work: {
    title: 'Inkreel',
    ended: 'The work has ended.',
    endedFailed: (failed: number): string =>
      `The work has ended; ${countText(failed, 'task needs', 'tasks need')} you.`,
    toQueue: 'Open the queue',
    offer: 'This takes a while. Shall Inkreel tell you when it has ended?',
    offerAct: 'Tell me',
  },
} as const;
