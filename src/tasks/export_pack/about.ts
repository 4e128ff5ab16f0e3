import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'export_pack',
  lane: 'media',
  words: {
    act: 'Export pack',
    doing: 'Exporting',
    help: 'Writes the pack as a ZIP with licence, credits, manifest and contact sheet.',
  },
  accepts: [],
  makes: 'pack_file',
  tool: false,
  max_attempts: 2,
};
