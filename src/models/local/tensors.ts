/**
 * Between planes R, G, B in a model's range and the tensor that it takes: layout, order of
 * channels, mean and deviation. What needs no change is passed through as it is.
 */
import type { ModelManifest } from '#domain/local-model.ts';
import type { Feed } from './network.ts';

type Form = Pick<ModelManifest, 'layout' | 'channelOrder' | 'mean' | 'deviation' | 'dtype'>;

/** The channel of the picture (0 red) that stands at a place of the network. */
const channelAt = (order: Form['channelOrder'], place: number): number =>
  order === 'BGR' ? 2 - place : place;

/** Planes of colour, and any further planes behind or before them, as one input. */
export function feedOf(
  planes: Float32Array,
  form: Form,
  { width, height }: { readonly width: number; readonly height: number },
  extra?: { readonly plane: Float32Array; readonly at: 'before' | 'after' },
): Feed {
  const { layout, channelOrder, mean, deviation, dtype } = form;
  const channels = extra ? 4 : 3;
  const dims = layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
  const isPlain = layout === 'NCHW' && channelOrder === 'RGB' && !mean && !deviation && !extra;
  if (isPlain) return { type: dtype, dims, data: planes };
  const area = width * height;
  const data = new Float32Array(channels * area);
  const shift = extra?.at === 'before' ? 1 : 0;
  const put = (channel: number, values: Float32Array, take: number, add: number): void => {
    const step = layout === 'NCHW' ? 1 : channels;
    let to = layout === 'NCHW' ? channel * area : channel;
    for (let at = 0; at < area; at += 1, to += step) data[to] = ((values[at] ?? 0) - add) * take;
  };
  for (let place = 0; place < 3; place += 1) {
    const from = channelAt(channelOrder, place);
    const plane = planes.subarray(from * area, (from + 1) * area);
    put(place + shift, plane, 1 / (deviation?.[place] ?? 1), mean?.[place] ?? 0);
  }
  if (extra) put(extra.at === 'before' ? 0 : 3, extra.plane, 1, 0);
  return { type: dtype, dims, data };
}

/** The answer as planes R, G, B. Gives null when it is not 3 channels of this size. */
export function planesOf(
  data: Float32Array,
  { layout, channelOrder }: Pick<Form, 'layout' | 'channelOrder'>,
  { width, height }: { readonly width: number; readonly height: number },
): Float32Array | null {
  const area = width * height;
  if (data.length !== 3 * area) return null;
  if (layout === 'NCHW' && channelOrder === 'RGB') return data;
  const planes = new Float32Array(3 * area);
  for (let place = 0; place < 3; place += 1) {
    const step = layout === 'NCHW' ? 1 : 3;
    let from = layout === 'NCHW' ? place * area : place;
    let to = channelAt(channelOrder, place) * area;
    for (let at = 0; at < area; at += 1, from += step, to += 1) planes[to] = data[from] ?? 0;
  }
  return planes;
}
