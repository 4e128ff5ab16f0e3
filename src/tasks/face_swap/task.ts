import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { ChosenModel } from '#domain/contract/models.ts';
import { faceRefusal } from '#domain/face.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { chooseModel, chosenModelSetting, isModelId } from '../added-model.ts';
import { formatField, percentField } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';

import { about } from './about.ts';
import { faceGeneration } from './generation.ts';

/** Places in pixels of the upright picture; a face may reach beyond its edge. */
const coordinate = z.number().check(z.gte(-20_000), z.lte(90_000));
const point = z.strictObject({ x: coordinate, y: coordinate });
const points = z
  .strictObject({
    eyeLeft: point,
    eyeRight: point,
    nose: point,
    mouthLeft: point,
    mouthRight: point,
  })
  .check((context) => {
    const reason = faceRefusal(context.value);
    if (reason) context.issues.push({ code: 'custom', message: reason, input: context.value });
  });
const percent = z.int().check(z.gte(0), z.lte(100));

const settings = z.strictObject({
  /** Asset from which the face is taken. */
  face: z.string().check(z.minLength(1, 'choose a face'), z.maxLength(64)),
  /** The five points of the face there; null: the detector finds its largest face. */
  from: z._default(z.nullable(points), null),
  /** The five points of the face that it takes the place of; null: as above. */
  to: z._default(z.nullable(points), null),
  /** 'warp' (no model), or the id of a model that swaps faces. */
  method: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'warp'),
  /** 'none', or the id of a model that finds points which are not given, or has found those that are. */
  detector: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'none'),
  /** Percent: how much of the new face shows. */
  strength: z._default(percent.check(z.gte(1)), 100),
  /** Percent: how far its colours are brought to those of the old one. */
  colour: z._default(percent, 80),
  /** Percent of the face over which it fades into the picture. */
  feather: z._default(percent, 18),
  format: z._default(z.enum(['png', 'same']), 'png'),
  /** What is known of the added models; filled in when the task is queued. */
  model: chosenModelSetting,
  detector_model: chosenModelSetting,
});

export type FaceSwapParams = z.infer<typeof settings>;

function refuses(source: AssetRow, params: FaceSwapParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'A drawing in SVG has no pixels: convert it to PNG first.';
  if (source.id === params.face && !params.from && !params.to) {
    return 'It is the picture of the new face itself.';
  }
  if (source.width === null || source.height === null) return null;
  return sizeRefusal(source.width, source.height, resultFormat(source.format, params.format));
}

function parse(given: unknown): Result<FaceSwapParams> {
  const parsed = parseSettings(settings, given);
  if (!parsed.ok) return parsed;
  const { from, to, detector } = parsed.value;
  if (detector !== 'none' || (from && to)) return parsed;
  const reason = 'place the five points, or choose a model that finds them';
  return fail({ code: 'invalid_input', field: to ? 'from' : 'to', reason });
}

/** Puts a face in the place of another: by geometry and arithmetic, or by a model that was added. */
export const faceSwap: TaskKind<FaceSwapParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'method',
      label: 'How',
      options: [
        {
          value: 'warp',
          label: 'Carry it over (no model)',
          help: 'The face itself, bent to the place of the other.',
        },
      ],
      optionsFrom: 'face_swap',
      initial: 'warp',
    },
    percentField('strength', 'Strength', 'Less lets the old face show through.', 100, 1),
    percentField('colour', 'Match colours', 'Brings skin and light to those of the picture.', 80),
    percentField(
      'feather',
      'Soft edge',
      'Share of the face over which it fades into the picture.',
      18,
    ),
    formatField('All but the face stays exactly as it is.'),
  ],
  parse,
  complete: ({ model: _model, detector_model: _detector, ...params }, library) => {
    const chosen = (
      field: 'method' | 'detector',
      task: 'face_swap' | 'face_detection',
    ): Result<ChosenModel | null> => {
      const id = params[field];
      if (id === (field === 'method' ? 'warp' : 'none')) return ok(null);
      const reason = 'there is no such model';
      return isModelId(id)
        ? chooseModel(library, id, task)
        : fail({ code: 'invalid_input', field, reason });
    };
    const model = chosen('method', 'face_swap');
    if (!model.ok) return model;
    const detector = chosen('detector', 'face_detection');
    if (!detector.ok) return detector;
    return ok({
      ...params,
      ...(model.value ? { model: model.value } : {}),
      ...(detector.value ? { detector_model: detector.value } : {}),
    });
  },
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params.format);
    return {
      kind: 'image',
      name: derivedName(source.name, 'face swapped', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: faceGeneration(params),
    };
  },
};
