/**
 * What the tables of an older model become here, as data. The model itself names only its things
 * (assets, characters, film projects, shots, content); their columns had many names in many
 * programs, so each meaning lists those that are understood. A column that is not listed is kept
 * under its own name.
 */
import type { AssetKind } from '#domain/asset.ts';
import type { Relation } from '#domain/lineage/relations.ts';

/** The roles that a table can have. */
export type OldRole =
  | 'assets'
  | 'characters'
  | 'films'
  | 'scenes'
  | 'scripts'
  | 'shots'
  | 'contents'
  | 'relationships'
  | 'collections'
  | 'members';

/** Names of tables, in lower case and without anything between their words. */
const roleNames: Readonly<Record<OldRole, readonly string[]>> = {
  assets: ['assets', 'asset', 'mediaassets'],
  characters: ['characters', 'character', 'characterrefs', 'characterref'],
  films: ['filmprojects', 'filmproject', 'films', 'film'],
  scenes: ['scenes', 'scene'],
  scripts: ['scripts', 'script'],
  shots: ['shots', 'shot'],
  contents: ['contents', 'content', 'texts', 'text'],
  relationships: ['assetrelationships', 'assetrelationship', 'relationships'],
  collections: ['assetcollections', 'assetcollection', 'collections'],
  members: ['assetcollectionmembers', 'assetcollectionmember', 'collectionmembers'],
};

/** The role of a table by its name; null for one that means nothing here. */
export function roleOf(table: string): OldRole | null {
  const name = table.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = Object.entries(roleNames).find(([, names]) => names.includes(name));
  // The border: the keys of a record are its key type.
  return found === undefined ? null : (found[0] as OldRole);
}

/** What a row of a table becomes; assets say it themselves, by their type. */
export const kindOfRole: Readonly<Partial<Record<OldRole, AssetKind>>> = {
  characters: 'character',
  films: 'film',
  scenes: 'scene',
  scripts: 'script',
  shots: 'shot',
  contents: 'text',
};

/** Columns that every kind of row may have, by their meaning here. */
export const commonColumns = {
  id: ['id', 'uuid'],
  name: ['name', 'title', 'display_name', 'label', 'file_name', 'filename'],
  created: ['created_at', 'created'],
  tags: ['tags'],
  url: ['url', 'public_url'],
  path: ['file_path', 'filepath', 'local_path', 'path'],
  sha256: ['sha256', 'hash'],
  source: ['source'],
  provenance: ['provenance'],
  theme: ['theme'],
  approved: ['approved'],
  cost: ['generation_cost', 'cost'],
  generation: ['generation_metadata', 'pipeline_info'],
  metadata: ['metadata', 'meta'],
  content: ['content', 'body', 'text', 'source_text'],
  language: ['language', 'lang'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Other names for the fields of a kind, by the field's key; its own name is always understood. */
export const fieldColumns: Readonly<Record<string, readonly string[]>> = {
  sequence: ['order_index', 'shot_number', 'scene_number', 'position', 'number'],
  camera_angle: ['angle', 'camera'],
  duration: ['duration_seconds', 'duration_sec', 'duration_s'],
  prompt: ['visual_prompt', 'image_prompt'],
  description: ['synopsis', 'logline', 'summary'],
  attributes: ['traits', 'appearance'],
  consistency_prompt: ['identity_prompt'],
  platform_variants: ['platforms'],
  setting: ['location'],
};

/** What is counted or read here and so never taken from a column; kept aside under "old_…". */
export const counted: ReadonlySet<string> = new Set([
  'total_duration',
  'shot_count',
  'scenes',
  'estimated_duration',
  'word_count',
  'char_count',
  'detected_language',
  'size',
]);

/** A column with the id of another row (or several), and how the two belong together here. */
export interface OldReference {
  readonly columns: readonly string[];
  /** Tables that it may point into, the likeliest first. */
  readonly into: readonly OldRole[];
  readonly type: Relation;
  /** What the row that is pointed at is. */
  readonly as: 'parent' | 'child';
}

const pictures: OldReference = {
  columns: ['image_asset_id', 'image_id', 'still_asset_id', 'still_id', 'keyframe_id'],
  into: ['assets'],
  type: 'generated_from',
  as: 'child',
};
const cast: OldReference = {
  columns: ['character_id', 'character_ids', 'characters'],
  into: ['characters', 'assets'],
  type: 'used_in',
  as: 'child',
};
const sound: OldReference = {
  columns: ['audio_asset_id', 'audio_id', 'music_id', 'audio_track_id'],
  into: ['assets'],
  type: 'used_in',
  as: 'child',
};
const ofFilm: OldReference = {
  columns: ['film_project_id', 'film_id', 'project_id'],
  into: ['films', 'assets'],
  type: 'part_of',
  as: 'parent',
};

/** Which columns of a kind point at other rows. */
export const references: Readonly<Partial<Record<AssetKind, readonly OldReference[]>>> = {
  shot: [
    ofFilm,
    { columns: ['scene_id'], into: ['scenes', 'assets'], type: 'part_of', as: 'parent' },
    {
      columns: ['video_asset_id', 'video_id'],
      into: ['assets'],
      type: 'generated_from',
      as: 'child',
    },
    pictures,
    sound,
    cast,
  ],
  scene: [
    ofFilm,
    { columns: ['script_id'], into: ['scripts', 'assets'], type: 'part_of', as: 'parent' },
    cast,
  ],
  film: [
    {
      columns: ['script_id'],
      into: ['scripts', 'contents', 'assets'],
      type: 'part_of',
      as: 'child',
    },
    sound,
    cast,
  ],
  script: [ofFilm],
  text: [ofFilm],
  character: [
    {
      columns: [
        'reference_image_id',
        'reference_image_ids',
        'reference_images',
        'reference_asset_id',
        'reference_asset_ids',
        'image_id',
        'image_ids',
      ],
      into: ['assets'],
      type: 'reference_for',
      as: 'child',
    },
  ],
  image: [
    {
      columns: ['parent_id', 'parent_asset_id'],
      into: ['assets'],
      type: 'derived_from',
      as: 'parent',
    },
  ],
  video: [
    {
      columns: ['parent_id', 'parent_asset_id'],
      into: ['assets'],
      type: 'derived_from',
      as: 'parent',
    },
  ],
  audio: [
    {
      columns: ['parent_id', 'parent_asset_id'],
      into: ['assets'],
      type: 'derived_from',
      as: 'parent',
    },
  ],
};
