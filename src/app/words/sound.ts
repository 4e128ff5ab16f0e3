/** Texts of cleaning sound and denoising video. */
const seconds = (value: number): string => `${value.toFixed(2)} s`;

export const soundWords = {
  looking: 'Listening for a quiet passage…',
  wave: 'Waveform with the quiet passage and the stretch to listen to',
  quiet: 'Quiet passage',
  quietStart: 'Passage starts at',
  quietLength: 'Passage lasts',
  quietHelp: 'Nothing but the noise may be heard in it. Drag it in the waveform, or type.',
  findAgain: 'Find it again',
  moveQuiet: 'Quiet passage, from its start',
  moveStretch: 'Stretch to listen to, from its start',
  found: (start: number, length: number, level: number) =>
    `Found ${seconds(length)} at ${seconds(start)}; the noise lies at ${Math.round(level)} dB.`.replace(
      '-',
      '−',
    ),
  nothing: (reason: string) =>
    `Found nothing to clean: ${reason}. You can still choose a passage yourself.`,
  nothingFilm: (reason: string) => `Found nothing to do: ${reason}.`,
  chosen: 'Chosen by you.',
  listen: 'Listen',
  listenFrom: 'Listen from',
  make: 'Make preview',
  making: 'Cleaning the stretch…',
  stale: 'The settings changed since this preview.',
  play: 'Play',
  stop: 'Stop',
  before: 'Before',
  after: 'After',
  which: 'What is heard',
  switchKey: 'B switches between before and after without a gap.',
  previewLoudness:
    'The loudness is set in the result; the preview keeps it, so that you compare fairly.',
  hears: (which: string) => `You hear: ${which}`,
  onlyFirst: (name: string) => `Shown and heard: ${name}.`,
  byItself: 'Each of the others finds its own quiet passage.',
  samePlace: 'The same place is used in every one of them.',
  frameAt: 'Look at',
  frameMaking: 'Denoising this frame…',
  frameBefore: 'Frame before',
  frameAfter: 'Frame after',
  split: 'Split between before and after',
  grain: (value: number) => `Grain measured here: ${value.toFixed(1)} of 255.`,
  noPreview: 'There is nothing to show yet.',
  noFrame: 'A preview shows one frame before and after. It stores nothing.',
  missing: 'This file is not on this device now.',
};
