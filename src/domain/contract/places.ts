/** Where assets came from on the user's disk, as a tree of folders. */

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

export interface PlaceQueries {
  /** The folders right below a path ("" for the roots), by name. */
  subfolders: { params: { readonly under: string }; value: readonly SubfolderRow[] };
}
