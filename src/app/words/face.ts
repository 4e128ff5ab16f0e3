import type { FacePointName } from '#domain/face.ts';

/** Words of the tool that swaps faces. */
export const faceWords = {
  tool: 'Swap face',
  intro:
    'Puts a face in the place of another. Place five points on each: the eyes, the tip of the nose, the corners of the mouth. Everything is reckoned on this device; no model is needed.',
  consent:
    'A face belongs to a person. Use faces of people who agreed to it, of drawn characters, or your own; do not pass the result off as a photograph of something that happened.',
  points: {
    eyeLeft: 'Left eye',
    eyeRight: 'Right eye',
    nose: 'Tip of the nose',
    mouthLeft: 'Left corner of the mouth',
    mouthRight: 'Right corner of the mouth',
  } satisfies Record<FacePointName, string>,
  /** Where a point stands: "Left eye, in this picture, at 120, 84". */
  at: (point: string, where: string, x: number, y: number): string =>
    `${point}, ${where}, at ${String(Math.round(x))}, ${String(Math.round(y))}`,
  here: 'in this picture',
  there: 'on the new face',
  handleHelp: 'Drag it, or move it with the arrow keys; Shift moves ten pixels.',
  newFace: 'New face',
  none: 'Choose the picture that the face comes from.',
  master: (project: string): string => `Master reference of “${project}”`,
  noMaster: 'the project has no master reference',
  choose: 'Choose a picture',
  another: 'Choose another',
  loading: 'Opening the picture…',
  noPicture: 'This browser cannot show the picture.',
  byNumbers: 'Points by numbers',
  middle: 'Begin in the middle',
  x: (point: string): string => `${point}, x`,
  y: (point: string): string => `${point}, y`,
  preview: 'Show it on the picture',
  previewHelp: 'Reckoned anew whenever a point or a setting rests.',
  previewing: 'Reckoning the preview…',
  apply: 'Swap face',
  chooseFirst: 'choose a new face first',
  started: 'Swap face: 1 task queued',
};
