import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'export_collection',
  lane: 'media',
  words: {
    act: 'Save collection as ZIP',
    doing: 'Packing',
    help: 'Writes the files of a collection, videos and sounds too, with a list of what is known of each.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
};
