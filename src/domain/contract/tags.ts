/** Tags with structure, and themes: what may be asked and done. */
import type { AssetId, ProjectId } from '#domain/id.ts';
import type { TagColour } from '#domain/tags.ts';

type Changed = { readonly changed: number };

export interface TagCommands {
  tagAssets: {
    input: {
      readonly assets: readonly AssetId[];
      readonly add?: readonly string[];
      readonly remove?: readonly string[];
    };
    /** `resolved`: other spellings, and the tags that were taken for them. */
    value: Changed & {
      readonly resolved: readonly { readonly given: string; readonly tag: string }[];
    };
  };
  /** null: no colour. */
  setTagColour: {
    input: { readonly tag: string; readonly colour: TagColour | null };
    value: Changed;
  };
  /** From now on the alias stands for the tag; assets that bear it as a tag get the tag itself. */
  addTagAlias: {
    input: { readonly tag: string; readonly alias: string };
    value: Changed & { readonly retagged: number };
  };
  removeTagAlias: { input: { readonly alias: string }; value: Changed };
  /** Refused where it would close a loop. */
  addTagParent: { input: { readonly tag: string; readonly parent: string }; value: Changed };
  removeTagParent: { input: { readonly tag: string; readonly parent: string }; value: Changed };
  /** Everywhere; with `keep_alias` the old name goes on to stand for the tag. */
  renameTag: {
    input: { readonly tag: string; readonly name: string; readonly keep_alias?: boolean };
    value: Changed;
  };
  /** Makes one tag of several: assets, aliases, parents and children go to `into`. */
  mergeTags: {
    input: {
      readonly tags: readonly string[];
      readonly into: string;
      readonly keep_aliases?: boolean;
    };
    value: Changed;
  };
  /** From all assets, with their colours, aliases and places in the tree. */
  deleteTags: { input: { readonly tags: readonly string[] }; value: Changed };
  /** Renames a theme, makes one of several, or (null) takes them away; on assets and packs. */
  renameThemes: {
    input: { readonly themes: readonly string[]; readonly name: string | null };
    value: Changed;
  };
}

export interface TagRow {
  readonly tag: string;
  readonly colour: TagColour | null;
  readonly aliases: readonly string[];
  readonly parents: readonly string[];
  /** Assets outside the trash that bear it. */
  readonly count: number;
  /** The same, with every tag below it; an asset counts once. */
  readonly count_below: number;
}

export interface TagDetails extends TagRow {
  readonly children: readonly string[];
}

export interface TagSuggestion {
  readonly value: string;
  readonly count: number;
  readonly colour: TagColour | null;
  /** Its first parent: what tells it from another of a like name. */
  readonly parent: string | null;
  /** The other spelling that answers what was typed, when the tag's own name does not. */
  readonly alias: string | null;
}

export interface ThemeRow {
  readonly theme: string;
  readonly assets: number;
  readonly packs: number;
}

export interface TagQueries {
  /**
   * Every tag that is used or has something special, by name. In a project: those of its assets
   * and of the whole library's, what stands above them, and what nobody uses; never another's.
   */
  tags: { params: { readonly project?: ProjectId }; value: readonly TagRow[] };
  /** These tags, in the order given; one that nobody uses has only its name. */
  tagDetails: { params: { readonly tags: readonly string[] }; value: readonly TagDetails[] };
  /** Up to 20 tags whose name, one of its words, or an alias answers what was typed; best first. */
  suggestTags: {
    params: { readonly text: string; readonly project?: ProjectId };
    value: readonly TagSuggestion[];
  };
  themes: { params: { readonly project?: ProjectId }; value: readonly ThemeRow[] };
}
