/** Words of taking things out of pictures, and of cutting out. */
import { countText, numberText } from './format.ts';

export const inpaintWords = {
  tool: 'Remove object',
  intro: 'Draw over what is to go. What is behind it is made up from the rest of the picture.',
  method: 'Fill with',
  methods: {
    patchmatch: 'The picture itself',
    smooth: 'Smooth colours',
  },
  methodHelp: {
    patchmatch: 'Continues lines, patterns and texture from elsewhere in the picture.',
    smooth: 'Lets the colours around flow in. For scratches, specks and soft grounds.',
    model: 'A model that you added. It runs on this device.',
  },
  grow: 'Grow the mask',
  growHelp: 'Takes soft edges and shadows along.',
  feather: 'Feather',
  featherHelp: 'Width of the change from the old picture to the new one.',
  seed: 'Variation',
  seedHelp: 'Another number gives another filling; the same number the same one.',
  preview: 'Show a preview',
  previewHelp: 'Smooth and at once, while you draw. The result is made with care.',
  apply: 'Remove',
  again: 'Another try',
  nothing: 'Draw over what is to go first, or mark it by numbers under “Mask”',
  started: 'Removing. It goes on in the queue; the original stays as it is.',
  batch:
    'On many pictures: keep the mask under “Mask”, select pictures in the library and choose “Remove with a mask”.',
  result: 'Result',
  waiting: 'Waiting for its turn',
  working: (percent: number): string => `${numberText(Math.round(percent))}% done`,
  ready: 'Done. It is a new picture in your library.',
  readyMask: 'Done. It is a new mask in your library.',
  takeOut: 'Take it out of the picture',
  failed: 'It could not be made.',
  cancelled: 'Cancelled. Nothing was changed.',
  compare: 'Before and after',
  goOn: 'Go on with the result',
  cancel: 'Cancel',
  actTitle: (count: number): string =>
    `Remove with a mask from ${countText(count, 'picture', 'pictures')}`,
  actHelp:
    'The same mask on every picture, brought to its size. Results are new pictures; the originals stay.',
  chooseMask: 'Mask',
  noMasks: 'There are no masks yet. Open a picture under Enhance, draw one and keep it.',
  start: (count: number): string => `Remove from ${numberText(count)}`,
  queued: (count: number): string => `${countText(count, 'picture', 'pictures')} in the queue`,
} as const;

export const cutOutWords = {
  tool: 'Cut out',
  intro:
    'Draw a box round the subject. Then, where it is wrong, draw what to keep and what to take away.',
  draw: 'Draw',
  draws: { box: 'Box', keep: 'Keep', away: 'Take away' },
  drawHelp: {
    box: 'Drag a box round the subject; what lies outside is background.',
    keep: 'Draw over what surely belongs to the subject.',
    away: 'Draw over what is surely background.',
  },
  boxNumbers: 'Box by numbers',
  setBox: 'Set the box',
  noBox: 'Without a box',
  boxSet: (left: number, top: number, width: number, height: number): string =>
    `Box: ${numberText(left)}, ${numberText(top)}, ${numberText(width)} × ${numberText(height)} px`,
  boxNone:
    'No box yet: what does not look like the border of the picture is taken for the subject.',
  boxWrong: 'The box must lie in the picture and be larger than nothing',
  clear: 'Clear strokes',
  noStrokes: 'There are no strokes',
  preview: 'Show the edge',
  previewHelp: 'At a reduced size, as soon as you stop drawing.',
  previewing: 'Looking for the edge…',
  method: 'Method',
  methods: { strokes: 'Colours and edges' },
  methodHelp: {
    strokes: 'No model needed: by colours and edges, from your box and strokes.',
    model: 'A model that you added. It runs on this device.',
  },
  feather: 'Soften the edge',
  output: 'Result',
  outputs: {
    png: 'Transparent PNG',
    webp: 'Transparent WebP',
    colour: 'On a colour',
    mask: 'Only the mask',
  },
  colour: 'Ground',
  apply: 'Cut out',
  started: 'Cutting out. It goes on in the queue; the original stays as it is.',
  hintsName: (picture: string): string => `Strokes for cutting out ${picture}`,
} as const;
