import type { OldProblem } from '#domain/old-model/plan.ts';
import type { OldRole } from '#domain/old-model/tables.ts';
import { countText, numberText } from './format.ts';

/** Words for bringing in the data of an older program. */
export const oldModelWords = {
  title: 'Data of an older program',
  lead: 'Characters, film projects, shots, texts and their pictures from an asset-centric studio come in with their links. A browser cannot reach its database: save it as files first, with pg_dump in its plain form, or as CSV or JSON, one file a table.',
  chooseFolder: 'Choose a folder',
  chooseFiles: 'Choose files',
  help: 'Take the pictures, sounds and videos along: choose a folder that has them all, or choose the files together.',
  reading: 'Reading the tables…',
  noFiles: 'Nothing was chosen.',
  dialog: 'Bring in data of an older program',
  found: (rows: number, tables: number): string =>
    `${countText(rows, 'row', 'rows')} in ${countText(tables, 'table', 'tables')}. Nothing is in the library yet.`,
  tables: 'Tables and what they become',
  table: 'Table',
  rows: 'Rows',
  becomes: 'Becomes',
  taken: 'Taken',
  here: 'Here',
  roles: {
    assets: 'assets by their type',
    characters: 'characters',
    films: 'films, each with a collection',
    scenes: 'scenes',
    scripts: 'scripts',
    shots: 'shots, linked with film and scene',
    contents: 'texts',
    relationships: 'links',
    collections: 'collections',
    members: 'members of collections',
  } satisfies Record<OldRole, string>,
  unknown: 'nothing here: left in its file',
  media: (count: number): string =>
    count === 0
      ? 'No file of a picture, sound or video is among them.'
      : `Pictures, sounds and videos that come along: ${numberText(count)}`,
  problems: (count: number): string =>
    count === 0
      ? 'Nothing stands against it.'
      : countText(count, 'thing to know', 'things to know'),
  problem: ({ table, row, what, reason }: OldProblem): string =>
    `${table}, row ${numberText(row)}: ${effects[what]}${reason}`,
  more: (count: number): string =>
    `and ${countText(count, 'more', 'more')}; copy the list to see all`,
  copy: 'Copy the list',
  bring: (count: number): string => `Bring in ${countText(count, 'row', 'rows')}`,
  nothing: 'No row can be taken',
  working: 'Bringing it in…',
  whole: 'All of it is here',
  wholeText:
    'Every row, link and collection of the files was read back from the library and is the same. The old data may go; Inkreel never deletes it.',
  part: 'Not all of it is here: keep the old data',
  partText: (left: number): string =>
    `${countText(left, 'thing is', 'things are')} only in the files so far. Mend it there or choose the missing files too, and bring it in again: what is here already is not entered twice.`,
  entered: (entered: number, known: number): string =>
    known === 0
      ? countText(entered, 'row entered', 'rows entered')
      : `${countText(entered, 'row entered', 'rows entered')}, ${numberText(known)} here from before`,
  links: (there: number, wanted: number): string =>
    `${numberText(there)} of ${countText(wanted, 'link', 'links')} here`,
  collections: (there: number, wanted: number): string =>
    `${numberText(there)} of ${countText(wanted, 'collection', 'collections')} whole`,
  save: 'Save the summary',
  undo: 'One undo takes the rows back; the files stay in the library.',
  summaryFile: 'inkreel-old-model.json',
} as const;

const effects: Readonly<Record<OldProblem['what'], string>> = {
  left: 'stays out, ',
  link: 'comes without a link, ',
  kept: 'a value is kept aside, ',
};
