/** Texts of joining films and sounds. */
import { countText, durationText, pixelsText } from './format.ts';

const films = (count: number): string => countText(count, 'film', 'films');
const sounds = (count: number): string => countText(count, 'sound', 'sounds');

export const joinWords = {
  title: (count: number, isFilm: boolean): string =>
    `Join ${isFilm ? films(count) : sounds(count)}`,
  help: 'They are put end to end in this order, into one new file. The originals stay as they are.',
  list: 'Order of the parts',
  listHelp: 'Drag a part, or use its arrows; Alt with an arrow key moves it too.',
  byName: 'Sort by name',
  up: (name: string): string => `Move “${name}” up`,
  down: (name: string): string => `Move “${name}” down`,
  atTop: 'it is the first already',
  atEnd: 'it is the last already',
  moved: (name: string, place: number, count: number): string =>
    `“${name}” is now ${place} of ${count}`,
  looking: 'Looking at the parts…',
  asTheyAre: 'Joined as they are: nothing is encoded again, nothing is lost.',
  withoutLoss: 'Joined without loss, sample by sample.',
  pictureAgain: 'The picture has to be made again because',
  soundAgain: 'The sound has to be made again because',
  pictureStays: 'The picture is joined as it is.',
  soundStays: 'The sound is joined as it is.',
  further: (count: number): string => `and ${countText(count, 'more reason', 'more reasons')}`,
  engine: 'What this browser cannot read goes through the media engine first, and takes longer.',
  result: (seconds: number, size: { width: number; height: number } | null): string =>
    size
      ? `The result lasts ${durationText(seconds)} and has ${pixelsText(size.width, size.height)}.`
      : `The result lasts ${durationText(seconds)}.`,
  tooFew: 'At least two are needed.',
  leftOut: (count: number, isFilm: boolean): string =>
    isFilm
      ? `${countText(count, 'file is', 'files are')} left out: films are joined with films that are ready.`
      : `${countText(count, 'file is', 'files are')} left out: sounds are joined with sounds that are ready.`,
  missing: (name: string): string => `The file of “${name}” is not there.`,
} as const;
