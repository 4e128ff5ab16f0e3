import type { ContentCredentials } from './credentials.ts';
import type { AssetId, ProjectId, Sha256 } from './id.ts';

export const assetKinds = [
  'image',
  'audio',
  'video',
  'text',
  'script',
  'scene',
  'shot',
  'film',
  'character',
  'environment',
  'story',
  'episode',
  'pack',
  'mask',
  'style',
] as const;
export type AssetKind = (typeof assetKinds)[number];

/** Kinds whose assets are media files. */
export const mediaKinds = ['image', 'audio', 'video'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/**
 * Kinds that the library shows only when asked for by name, or in a collection: packs have a
 * screen of their own, and masks are means to an end, many to a picture.
 */
export const asideKinds: readonly AssetKind[] = ['pack', 'mask'];

export const assetStates = ['placeholder', 'generating', 'ready', 'missing', 'failed'] as const;
export type AssetState = (typeof assetStates)[number];

export const assetOrigins = ['upload', 'import', 'generation', 'derivative'] as const;
export type AssetOrigin = (typeof assetOrigins)[number];

export const reviewMarks = ['rejected', 'later'] as const;
export type ReviewMark = (typeof reviewMarks)[number];

export const provenances = ['unknown', 'ai_generated', 'user_provided', 'enhanced'] as const;
export type Provenance = (typeof provenances)[number];

/**
 * One row of `assets`, column for column. Rows keep the names of their columns everywhere in the
 * app, so that a thing has one name from SQL to screen. Times are milliseconds UTC; 0/1 are
 * booleans; JSON columns are text; null means "not known" or "not read", never 0.
 */
export interface AssetRow {
  /** Row number: stable for ever within a library, small, and what the grid works with. */
  readonly n: number;
  readonly id: AssetId;
  readonly project_id: ProjectId | null;
  readonly kind: AssetKind;
  readonly name: string;
  readonly state: AssetState;
  readonly origin: AssetOrigin;
  readonly provenance: Provenance;
  readonly source: string | null;
  readonly theme: string | null;
  readonly rating: number | null;
  readonly approved: 0 | 1;
  readonly is_master_reference: 0 | 1;
  /** A person's star: it stands before the others, and clearing passes it over. */
  readonly starred: 0 | 1;
  /** What a reviewer decided beside approving; an approved asset has neither. */
  readonly review: ReviewMark | null;
  readonly blob: Sha256 | null;
  readonly mime: string | null;
  /** Short name of the real format, judged by bytes: png, jpeg, mp4, flac … */
  readonly format: string | null;
  readonly size: number | null;
  /** Pixels as seen, EXIF orientation applied. */
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_s: number | null;
  readonly fps: number | null;
  readonly codec: string | null;
  readonly sample_rate_hz: number | null;
  readonly channels: number | null;
  readonly bitrate: number | null;
  readonly url: string | null;
  /** JSON of `AssetMetadata`. */
  readonly metadata: string;
  /** JSON of `Generation` or null. */
  readonly generation: string | null;
  readonly cost_micros: number | null;
  readonly currency: string | null;
  readonly alt_text: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
}

/** What is read out of a file. A field that could not be read is absent and listed in `unread`. */
export interface AssetFacts {
  readonly mime: string;
  readonly format: string;
  readonly width?: number;
  readonly height?: number;
  readonly duration_s?: number;
  readonly fps?: number;
  readonly codec?: string;
  readonly sample_rate_hz?: number;
  readonly channels?: number;
  readonly bitrate?: number;
  readonly metadata: AssetMetadata;
}

/** The `metadata` column of media assets; unknown keys are kept. */
export interface AssetMetadata {
  /** EXIF orientation 1–8 as stored in the file. */
  readonly orientation?: number;
  /** When the picture was taken, as the file says (ISO 8601, no zone known). */
  readonly taken_at?: string;
  /** Name of the embedded ICC profile, e.g. "sRGB IEC61966-2.1". */
  readonly colour_profile?: string;
  readonly bit_depth?: number;
  readonly has_alpha?: boolean;
  readonly frames?: number;
  readonly audio_codec?: string;
  /** The frames of a film come at uneven times; `fps` is their mean. */
  readonly variable_frame_rate?: boolean;
  /** The frames of a film may be half pictures: its stream allows them. */
  readonly half_pictures?: boolean;
  /** Moments of the strip of a film: seconds, and whether a scene begins there. */
  readonly scenes?: readonly { readonly at: number; readonly cut: boolean }[];
  readonly camera?: string;
  /** What a file beside it said, or a person since. */
  readonly description?: string;
  readonly creators?: readonly string[];
  readonly rights?: string;
  readonly label?: string;
  /** IPTC's term for how it came to be: "digitalCapture". */
  readonly source_type?: string;
  /** When it came into another library, as a file of ours beside it said; ms UTC. */
  readonly added_elsewhere_at?: number;
  readonly content_credentials?: ContentCredentials;
  /** The name's extension says another format than the bytes, e.g. "jpg". */
  readonly misnamed_as?: string;
  /** Facts that the reader looked for and could not read, with the reason. */
  readonly unread?: Readonly<Record<string, string>>;
  /** Set once facts were extracted, so that "not extracted yet" is told from "not readable". */
  readonly extracted_at?: number;
  readonly [key: string]: unknown;
}

export type { ContentCredentials };

/** How an asset was made; the `generation` column and the heart of a provenance record. */
export interface Generation {
  readonly provider: string;
  readonly model: string;
  readonly prompt?: string;
  readonly negative?: string;
  readonly seed?: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** Licence of the model that made it, and whether its results may be sold. */
  readonly model_license?: string;
  readonly commercial_use?: boolean;
}
