import type { AssetMetadata, AssetRow } from '#domain/asset.ts';
import { credentialsWords } from '../../words/credentials.ts';
import {
  bytesText,
  durationText,
  frameRateText,
  momentText,
  numberText,
  pixelsText,
  sentenceText,
} from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';

/** One fact: its value, or why there is none. */
export type Fact =
  | { readonly key: string; readonly label: string; readonly value: string }
  | { readonly key: string; readonly label: string; readonly value: null; readonly why: string };

const names = words.factNames;

/** IPTC's word for how a work came to be, as a person would say it; unknown ones as they stand. */
function sourceText(term: string): string {
  const text = credentialsWords.sourceText(term);
  return text === term ? term : sentenceText(text);
}

/** Metadata of an asset; a text that is no object is none. */
export function metadataOf(asset: AssetRow): AssetMetadata {
  try {
    const parsed: unknown = JSON.parse(asset.metadata);
    // The border: unknown keys are allowed and every known one is checked where it is shown.
    return typeof parsed === 'object' && parsed !== null ? (parsed as AssetMetadata) : {};
  } catch {
    return {};
  }
}

/** Whether some pixel of a picture could be read; what is no picture, a drawing or merely large is. */
export function isReadable(asset: AssetRow): boolean {
  if (asset.kind !== 'image' || asset.format === 'svg') return true;
  const { file, preview, thumbnail } = metadataOf(asset).unread ?? {};
  const isBlind = thumbnail !== undefined && !thumbnail.startsWith('too_large');
  return file === undefined && preview === undefined && !isBlind;
}

/** The facts of a file in the order in which they are shown. What could not be read says so. */
export function factsOf(asset: AssetRow): readonly Fact[] {
  const metadata = metadataOf(asset);
  const facts: Fact[] = [];
  const known = (key: keyof typeof names, value: string | null | undefined): void => {
    if (value) facts.push({ key, label: names[key], value });
  };
  const expected = (
    key: keyof typeof names,
    from: readonly string[],
    value: string | null,
  ): void => {
    if (value !== null) {
      facts.push({ key, label: names[key], value });
      return;
    }
    const reason = from.map((field) => metadata.unread?.[field]).find((one) => one !== undefined);
    facts.push({
      key,
      label: names[key],
      value: null,
      why: reason ? words.notReadReason(reason) : words.notReadUnknown,
    });
  };
  const isFile = asset.blob !== null;
  const { kind } = asset;
  known('format', asset.format?.toUpperCase());
  if (isFile && (kind === 'image' || kind === 'video')) {
    expected(
      'pixels',
      ['width', 'height'],
      asset.width && asset.height ? pixelsText(asset.width, asset.height) : null,
    );
  } else if (asset.width && asset.height) known('pixels', pixelsText(asset.width, asset.height));
  known('size', asset.size === null ? null : bytesText(asset.size));
  if (isFile && (kind === 'audio' || kind === 'video')) {
    expected(
      'duration_s',
      ['duration_s'],
      asset.duration_s === null ? null : durationText(asset.duration_s),
    );
    expected('codec', ['codec'], asset.codec);
  }
  if (isFile && kind === 'video') {
    const rate = asset.fps === null ? null : frameRateText(asset.fps);
    const isVariable = metadata.variable_frame_rate === true;
    expected('fps', ['fps'], rate !== null && isVariable ? words.variableRate(rate) : rate);
    known('audio_codec', metadata.audio_codec);
  }
  if (isFile && kind === 'audio') {
    expected(
      'sample_rate_hz',
      ['sample_rate_hz'],
      asset.sample_rate_hz === null ? null : words.hertz(asset.sample_rate_hz),
    );
    expected('channels', ['channels'], asset.channels === null ? null : numberText(asset.channels));
  }
  if (asset.bitrate !== null) known('bitrate', words.perSecond(Math.round(asset.bitrate / 1000)));
  known('colour_profile', metadata.colour_profile);
  known('bit_depth', metadata.bit_depth === undefined ? null : numberText(metadata.bit_depth));
  if (metadata.has_alpha) known('has_alpha', words.yes);
  if (metadata.frames !== undefined && metadata.frames > 1) {
    known('frames', numberText(metadata.frames));
  }
  if (metadata.orientation !== undefined && metadata.orientation !== 1) {
    known('orientation', words.turned);
  }
  known('taken_at', metadata.taken_at);
  known('camera', metadata.camera);
  for (const key of ['description', 'creators', 'rights', 'label', 'source_type'] as const) {
    const said = metadata[key];
    // Data of older programs may have anything under these names.
    if (typeof said === 'string') known(key, key === 'source_type' ? sourceText(said) : said);
    else if (Array.isArray(said)) known(key, said.join(', '));
  }
  if (metadata.misnamed_as) known('misnamed', `.${metadata.misnamed_as}`);
  known('added', momentText(asset.created_at));
  if (typeof metadata.added_elsewhere_at === 'number') {
    known('added_elsewhere', momentText(metadata.added_elsewhere_at));
  }
  return facts;
}

/** Whether the facts of a file are still to be read. */
export const isUnread = (asset: AssetRow): boolean =>
  asset.blob !== null && metadataOf(asset).extracted_at === undefined;
