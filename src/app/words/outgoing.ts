import { countText, sentenceText } from './format.ts';

/** Words of what files carry with them: the choice when they leave, and what lies in one. */
export const outgoingWords = {
  title: 'What the files carry',
  /** The choice in one line. */
  summary: (parts: readonly string[]): string =>
    parts.length === 0 ? 'Nothing is added' : sentenceText(parts.join(', ')),
  short: {
    recipe: 'recipe',
    recipeWordless: 'recipe without prompts',
    label: 'origin label',
    credentials: 'signature',
    keep: 'camera facts kept',
    no_place: 'place removed',
    strip: 'camera facts removed',
  },
  recipe: 'How it was made',
  recipeHelp:
    'Tool or model, settings, seed, names and hashes of the sources. Dropped back into a library, a file finds them again. Only what was made here gets it.',
  prompts: 'Prompts',
  promptsHelp: 'The words that were given to a model.',
  label: 'Origin label',
  labelHelp: 'Says in IPTC’s words that a model made it or a program changed it.',
  credentials: 'Sign with content credentials',
  credentialsHelp: 'A signed statement of this device about what was made here.',
  brought: 'What the file itself brought along',
  broughtHelp:
    'Camera, place, comments and prompts of other programs. Colours and which side is up always stay.',
  broughtChoices: {
    keep: 'Keep all of it: originals leave byte for byte',
    no_place: 'Remove where it was taken',
    strip: 'Remove everything',
  },
  promptsOfPack: 'Prompts go along only if the pack’s list has them too, see above.',
  preview: 'Show what leaves',
  previewHide: 'Hide what leaves',
  previewOf: 'File',
  previewNone: 'None of these has bytes to look at.',
  previewRead: 'Looking at it…',
  unchanged: 'It leaves byte for byte as the library keeps it.',
  grows: (bytes: string): string => `It leaves ${bytes} larger than the library keeps it.`,
  shrinks: (bytes: string): string => `It leaves ${bytes} smaller than the library keeps it.`,
  sameSize: 'It leaves at the same size, with other words in it.',
  notes: {
    signed:
      'It has a signature of its own, which any change would break. It leaves as it is; what there is to say lies in a file beside it.',
    not_stripped:
      'This file cannot be taken apart here: what it brought along stays in it. Convert it first if that must not leave.',
    no_room: 'Its format has no place for a recipe. The recipe lies in a file beside it.',
    unsigned: 'This device could not sign it.',
  },
  /** Of the files of an export that is done, by note. */
  counted: {
    signed: (count) =>
      `${countText(count, 'file', 'files')} left unchanged: signed by others, which any change would break.`,
    not_stripped: (count) =>
      `What ${countText(count, 'file', 'files')} brought along could not be removed: such files cannot be taken apart here.`,
    no_room: (count) =>
      `${countText(count, 'recipe', 'recipes')} beside the file, which has no place for it.`,
    unsigned: (count) => `${countText(count, 'file', 'files')} could not be signed here.`,
  } as Readonly<Record<string, (count: number) => string>>,
  besideRecipe: 'Beside it',
  // What lies in a file.
  carries: 'What this file carries',
  carriesHelp: 'Read from its bytes, as they are kept here.',
  look: 'Look into the file',
  nothing: 'Nothing beside its pixels or sound.',
  parts: {
    recipe: 'Recipe',
    label: 'Origin label',
    credentials: 'Content credentials',
    camera: 'Camera',
    place: 'Where it was taken',
    texts: 'Texts in it',
    xmp: 'XMP',
  },
  unreadCredentials: (bytes: string): string => `A signed statement of ${bytes}`,
  raw: 'As it is written',
  copy: 'Copy',
  facts: {
    tool: 'Tool',
    model: 'Model',
    modelFile: 'Model file',
    prompt: 'Prompt',
    negative: 'Without',
    seed: 'Seed',
    settings: 'Settings',
    made: 'Made',
    licence: 'Licence of the model',
    sources: 'From',
    references: 'With',
    writtenBy: 'Written by',
    signedBy: 'Signed as',
    statements: 'Statements',
  },
  statements: (count: number): string => countText(count, 'statement', 'statements'),
  terms: {
    trainedAlgorithmicMedia: 'Made by a model',
    compositeWithTrainedAlgorithmicMedia: 'Partly made by a model',
    algorithmicallyEnhanced: 'Enhanced by a program',
    digitalCapture: 'Taken with a camera',
    computationalCapture: 'Taken with a camera that reckons',
    digitalCreation: 'Made by a person with a program',
    humanEdits: 'Edited by a person',
  } as Readonly<Record<string, string>>,
};
