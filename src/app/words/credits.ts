import { countText } from './format.ts';

/** Words of saying whose work assets are. */
export const creditWords = {
  title: (count: number): string =>
    count === 1
      ? 'Credits and rights'
      : `Credits and rights of ${countText(count, 'asset', 'assets')}`,
  help: 'Goes out with the files and into the credits of packs. What is made from them from now on takes it over; results that are there already keep what they have.',
  by: 'By',
  byHelp: 'One name on each line.',
  rights: 'Rights',
  rightsHelp: '© 2026 Mina Park, CC BY 4.0, a licence that you bought …',
  unchanged: 'Nothing is changed yet',
  saved: (count: number): string =>
    count === 0
      ? 'It said so already'
      : `Credits of ${countText(count, 'asset', 'assets')} changed`,
};
