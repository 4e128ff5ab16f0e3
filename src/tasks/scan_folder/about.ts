import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'scan_folder',
  lane: 'net',
  words: {
    act: 'Scan folder',
    doing: 'Looking through a folder',
    help: 'Takes in what is new, finds what was moved or renamed, and notes what is gone.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 3,
};
