import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'edit_picture',
  lane: 'media',
  words: {
    act: 'Apply edits',
    doing: 'Editing',
    from: 'Edited from',
    help: 'Applies the edits that were copied in the editor. The originals stay as they are.',
  },
  accepts: ['image'],
  makes: 'derivative',
  tool: true,
  max_attempts: 2,
};
