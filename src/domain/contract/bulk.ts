/** Changing many assets at once, with everything shown before it is written. */
import type { Provenance, ReviewMark } from '#domain/asset.ts';
import type { FolderRules, FolderUse } from '#domain/folder-tags.ts';
import type { AssetId, ProjectId } from '#domain/id.ts';
import type { NameChange } from '#domain/name-pattern.ts';

/** A field that is not named stays as it is; null clears it. */
export interface BulkEdit {
  readonly set?: {
    readonly theme?: string | null;
    readonly source?: string | null;
    readonly provenance?: Provenance;
    readonly approved?: boolean;
    readonly review?: ReviewMark | null;
    readonly rating?: number | null;
    readonly alt_text?: string | null;
    readonly project_id?: ProjectId | null;
    readonly is_master_reference?: boolean;
    readonly starred?: boolean;
  };
  readonly add_tags?: readonly string[];
  readonly remove_tags?: readonly string[];
  readonly names?: NameChange;
}

export const bulkFields = [
  'theme',
  'source',
  'provenance',
  'approved',
  'review',
  'rating',
  'alt_text',
  'project_id',
  'is_master_reference',
  'starred',
] as const;
export type BulkField = (typeof bulkFields)[number];

type Value = string | number | null;

/** One field of a selection: how many values it has, and the most frequent ones. */
export interface FieldValues {
  readonly different: number;
  readonly values: readonly { readonly value: Value; readonly count: number }[];
}

/** One asset of a preview: what it is now and what it would be. */
export interface PreviewedAsset {
  readonly id: AssetId;
  readonly name: string;
  readonly changes: readonly {
    readonly field: BulkField | 'name' | 'tags';
    readonly before: Value;
    readonly after: Value;
  }[];
}

interface Preview {
  /** Assets of the selection that are in the library. */
  readonly assets: number;
  /** Assets that would change. */
  readonly changed: number;
  /** Assets that would change, by field. */
  readonly by_field: readonly {
    readonly field: BulkField | 'name' | 'tags';
    readonly changed: number;
  }[];
  readonly sample: readonly PreviewedAsset[];
}

export interface FolderConflict {
  readonly id: AssetId;
  readonly name: string;
  readonly path: string;
  /** `several_themes`: its folders name more than one; `has_theme`: it has another one already. */
  readonly why: 'several_themes' | 'has_theme';
  readonly themes: readonly string[];
  readonly current: string | null;
}

type Selection = { readonly assets: readonly AssetId[] };
type Written = {
  /** Assets that were changed. */
  readonly changed: number;
};

export interface BulkCommands {
  bulkEdit: { input: Selection & { readonly edit: BulkEdit }; value: Written };
  /** Tags and themes from the folders that the assets came from. */
  tagByFolders: { input: Selection & { readonly rules: FolderRules }; value: Written };
}

export interface BulkQueries {
  /** What a selection has in common, field by field, and its tags. */
  commonValues: {
    params: Selection;
    value: {
      readonly assets: number;
      /** Bytes together. */
      readonly size: number;
      readonly fields: Readonly<Record<BulkField, FieldValues>>;
      /** The most frequent tags, with how many of the selection bear each. */
      readonly tags: readonly { readonly tag: string; readonly count: number }[];
    };
  };
  /** What `bulkEdit` would write, computed by the very same code. */
  bulkPreview: {
    params: Selection & { readonly edit: BulkEdit; readonly sample: number };
    value:
      | (Preview & {
          readonly problem: null;
          /** Assets that would share their new name with another one of the selection. */
          readonly same_names: number;
        })
      | { readonly problem: string };
  };
  /** What `tagByFolders` would write, computed by the very same code. */
  folderPreview: {
    params: Selection & { readonly rules: FolderRules; readonly sample: number };
    value: Preview & {
      /** Assets that came without any folder. */
      readonly without_folder: number;
      /** How deep the deepest path is after stripping. */
      readonly depth: number;
      /** The folders that all paths begin with: what may be stripped. */
      readonly common: string;
      readonly parts: readonly {
        readonly part: string;
        readonly use: FolderUse;
        readonly value: string;
        /** The tag that the value stands for, where it is an alias. */
        readonly tag: string | null;
        readonly assets: number;
      }[];
      readonly conflicts: number;
      readonly conflict_sample: readonly FolderConflict[];
    };
  };
}
