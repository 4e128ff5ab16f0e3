import { countText, decimalText, durationText, numberText } from './format.ts';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** "ko" → "Korean"; a tag that has no name stays as it is. */
const languageName = (tag: string): string => {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
};

/** Words of the assets that are made by hand. */
export const kindWords = {
  newTitle: 'New asset',
  newHelp:
    'Whatever you name here can be found, tagged, put into collections and used like a picture.',
  kind: 'Kind',
  name: 'Name',
  nameMissing: 'Give it a name',
  create: 'Create',
  elsewhere: 'Made in other ways',
  act: 'Open and edit',
  actMany: 'takes one asset at a time',
  actFile: 'its file opens large in the library',
  gone: 'This asset is not here any more',
  trashed: 'This asset is in the trash',
  trashedText: 'It can be looked at, and edited again when it is restored.',
  restore: 'Restore',
  back: 'Back to the library',
  all: (kind: string): string => `All of this kind: ${kind}`,
  text: 'Text',
  placeholder: {
    text: 'Write here. It is saved while you write.',
    script: 'INT. CAFÉ - NIGHT\n\nWrite here, as in Fountain. It is saved while you write.',
  },
  saved: 'Saved on this device',
  saving: 'Saving…',
  unsaved: 'Saved when you pause; kept in this browser until then',
  failed: 'Not saved yet. It is kept in this browser and tried again when you go on.',
  recovered: 'Words that were not saved when the page closed are back',
  words: (count: number): string => countText(count, 'word', 'words'),
  characters: (count: number): string => countText(count, 'character', 'characters'),
  noSpaces: (count: number): string => `${numberText(count)} without spaces`,
  language: 'Language',
  languageHelp: 'A tag such as en, ko or zh-Hant; empty: as it is detected',
  detected: (tag: string): string => `Detected: ${languageName(tag)}`,
  notDetected: 'Not enough text to tell the language',
  isLanguage: (tag: string): string => languageName(tag),
  outline: 'Outline',
  scenes: (count: number): string => countText(count, 'scene', 'scenes'),
  shots: (count: number): string => countText(count, 'shot named', 'shots named'),
  length: (seconds: number, pages: number): string =>
    `About ${durationText(seconds)} (estimate: ${decimalText(pages)} pages, a minute each)`,
  noScenes: 'No scene headings yet. One starts with INT. or EXT., after an empty line.',
  goToScene: (heading: string): string => `Go to ${heading}`,
  details: 'Details',
  otherDetails: 'Other details',
  otherHelp: 'Kept as they came; Inkreel does not use them.',
  none: 'None',
  openWhole: (name: string): string => `Open ${name}`,
  parts: 'Parts',
  counted: 'Counted',
  countedShots: (count: number): string => countText(count, 'shot', 'shots'),
  countedLength: (seconds: number): string =>
    seconds < 60 ? `${decimalText(seconds)} s in all` : `${durationText(seconds)} in all`,
  noLength: 'No shot says its length',
  url: 'Address on the web',
  urlHelp: 'Optional. It is only a note: Inkreel opens it when you click it, never by itself.',
  openUrl: 'Open the address',
  urlWrong: 'Must begin with http:// or https://',
  onePerLine: 'One a line',
  pairLine: 'One a line, for example “hair: black”',
  notSet: 'Not said',
} as const;
