import type { FacePointName } from '#domain/face.ts';
import { countText } from './format.ts';

/** Words of the tool that swaps faces. */
export const faceWords = {
  tool: 'Swap face',
  intro:
    'Puts a face in the place of another. Five points on each say where it is: the eyes, the tip of the nose, the corners of the mouth. Everything is reckoned on this device; no model is needed.',
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
  inOther: 'in the picture of the new face',
  newFace: 'New face',
  none: 'Choose the picture that the face comes from.',
  master: (project: string): string => `Master reference of “${project}”`,
  noMaster: 'the project has no master reference',
  choose: 'Choose a picture',
  another: 'Choose another',
  loading: 'Opening the picture…',
  noPicture: 'This browser cannot show the picture.',
  finder: 'Find the points',
  noFinder:
    'You place the points. A small model can find them instead, and you correct what it found.',
  toModels: 'Add a model',
  findWith: 'Find with',
  find: 'Find the faces',
  findHelp: 'Places the points of the largest face anew; move any of them afterwards.',
  finding: (name: string): string => `Looking for faces in “${name}”…`,
  foundIn: (where: string, count: number): string =>
    count === 0
      ? `No face was found ${where}. Place its points by hand.`
      : `${countText(count, 'face', 'faces')} found ${where}.`,
  nextFace: 'Next face',
  nextFaceOf: (where: string, at: number, count: number): string =>
    `Next face ${where}: ${String(at)} of ${String(count)} is chosen`,
  findFailed: (reason: string): string => `The faces could not be looked for. ${reason}`,
  manyTitle: (count: number): string =>
    count === 1
      ? 'Swap the face of a picture'
      : `Swap the faces in ${countText(count, 'asset', 'assets')}`,
  manyHelp: (model: string): string =>
    `${model} finds the largest face of each picture, and that of the new one. A picture without a face is named at the end; nothing is made of it.`,
  noFinderForMany:
    'Where a face is in a picture has to be known. In the editor you place five points on it. For many pictures at once a small model finds them: add one first.',
  byHand: 'Place the points by hand',
  method: 'How',
  methods: { warp: 'Carry it over (no model)' },
  methodHelp: {
    warp: 'The face itself, bent to the place of the other.',
    model:
      'The model makes a face of both. A first try loads it, which may take a while on a machine without a graphics card.',
  },
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
