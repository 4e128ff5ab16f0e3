/** Where assets came from on the user's disk, as a tree of folders, and when, as days. */
import type { FolderId, ProjectId } from '#domain/id.ts';

/** A folder below another: paths are as files were imported with, "/" between their parts. */
export interface SubfolderRow {
  readonly name: string;
  /** The whole path, without a "/" at its end. */
  readonly path: string;
  /** Assets that have a file in it, at any depth; the trash is not counted. */
  readonly assets: number;
  /** Whether it has folders of its own. */
  readonly has_folders: boolean;
}

/** A folder of the tree: a linked folder, a folder in one, or one that came with imported files. */
export interface TreeFolder {
  /** Stable and unique; the keys of the folders above it are its beginnings. */
  readonly key: string;
  readonly name: string;
  /** The linked folder that it is or lies in; null: files were imported with this path. */
  readonly folder: FolderId | null;
  /** 0: a root. Folders come in the order of the tree: each right before what is in it. */
  readonly depth: number;
  /** Assets that have a file in it, at any depth; the trash is not counted. */
  readonly assets: number;
  readonly has_folders: boolean;
  /** The condition of a search that finds just these. */
  readonly query: string;
}

/** A day on which assets came in or were taken, in the zone of this device. */
export interface AssetDay {
  /** "2026-11-22". */
  readonly day: string;
  readonly assets: number;
}

export const dayKinds = ['created', 'taken'] as const;
/** `created`: when it came into the library; `taken`: as the file says. */
export type DayKind = (typeof dayKinds)[number];

export interface PlaceQueries {
  /** The folders in which files lie that assets came from, as a tree. */
  folderTree: {
    params: { readonly project?: ProjectId };
    value: { readonly folders: readonly TreeFolder[]; readonly more: number };
  };
  /** The days of the library, newest first. */
  assetDays: {
    params: { readonly by: DayKind; readonly project?: ProjectId };
    value: readonly AssetDay[];
  };
  /** The folders right below a path ("" for the roots), by name. */
  subfolders: { params: { readonly under: string }; value: readonly SubfolderRow[] };
}
