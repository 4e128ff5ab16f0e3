import type { InexactReason, RemakeObstacle } from '#domain/contract/remake.ts';
import { countText, numberText } from './format.ts';

const obstacles: Readonly<Record<RemakeObstacle, string>> = {
  not_made: 'No tool made it, as far as is known here',
  unknown_kind: 'This version of Inkreel has not the tool that made it',
  source_gone: 'What it was made from is not here',
  old_settings: 'Its settings are not understood any more',
  refused: 'The tool does not take its source',
};

/** Words of making things again, using their settings, and what two of them differ in. */
export const remixWords = {
  title: (count: number): string =>
    count === 1 ? 'Make it again' : `Make ${countText(count, 'asset', 'assets')} again`,
  help: 'Runs what made it once more, with the recorded settings and the same source. The result is a new asset, a variant of this one; nothing is replaced.',
  act: (count: number): string => (count > 1 ? `Make ${numberText(count)} again` : 'Make it again'),
  made: (count: number): string => `${countText(count, 'task is', 'tasks are')} in the queue`,
  tool: 'Tool',
  from: 'From',
  settings: 'Settings',
  fromFile: 'As the recipe in its file says.',
  obstacle: (obstacle: RemakeObstacle, reason: string | null): string =>
    reason === null ? obstacles[obstacle] : `${obstacles[obstacle]}: ${reason}`,
  exact: 'The very same bytes are to be expected.',
  inexactTitle: 'It may come out a little different:',
  inexact: {
    model_changed: 'The model is another file now.',
    tool_changed: 'The tool has another version now.',
    settings_changed: 'Some of its settings mean something else now.',
    graphics: 'A graphics device reckoned, and each rounds in its own way.',
    browser_encoder:
      'The browser’s own encoder wrote the file; another version of the browser may write other bytes.',
  } satisfies Readonly<Record<InexactReason, string>>,
  more: (count: number): string => `and ${countText(count, 'more', 'more')}`,
  looking: 'Looking at its record…',
  // Settings carried from one to others.
  copied: (tool: string): string =>
    `Settings of “${tool}” copied. Select others, then “Use copied settings” under “More”.`,
  nothingCopied:
    'No settings are copied yet: select what was made with a tool, then “Copy settings”.',
  useTitle: (tool: string, count: number): string =>
    `${tool} ${countText(count, 'asset', 'assets')} with copied settings`,
  settingsFrom: (name: string): string => `The settings of “${name}”. They can still be changed.`,
  unknownTool: 'This version of Inkreel has not that tool.',
  // Prompt and seed.
  noPrompt: 'There is no prompt: no model that takes words made it, as far as is known.',
  noSeed: 'No seed is recorded.',
  nothingRecorded: 'Nothing is recorded of how it was made.',
  promptCopied: 'Prompt copied',
  seedCopied: 'Seed copied',
  allCopied: 'All of it copied',
  copyPrompt: 'Copy prompt',
  copySeed: 'Copy seed',
  // The difference of two.
  changedTitle: 'What changed',
  before: 'A',
  after: 'B',
  what: 'What',
  nothingChanged: 'Nothing that is recorded differs.',
  sameBytes: 'Both have the very same bytes.',
  otherBytes: 'Their bytes differ.',
  prompt: 'Prompt',
  negative: 'Without',
  removed: 'removed',
  added: 'added',
  openCompare: 'Compare the pictures',
  none: 'none',
  rows: {
    name: 'Name',
    tool: 'Tool',
    model: 'Model',
    seed: 'Seed',
    provenance: 'Origin',
    pixels: 'Pixels',
    format: 'Format',
    size: 'Bytes',
    duration: 'Duration',
    licence: 'Licence of the model',
  },
  older: 'Record',
  newest: (when: string): string => `Newest, ${when}`,
};
