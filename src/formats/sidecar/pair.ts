/**
 * Which file lies beside which, by their names: "a.jpg.xmp" (digiKam, darktable) belongs to a.jpg
 * alone, "a.xmp" (Lightroom, Adobe) to the one media file of that name. The same holds for ".json"
 * and ".txt". Nothing is guessed: what could belong to two belongs to neither.
 */
import { comparedName } from '#domain/folders/file-name.ts';
import { extensionOf, knownExtensions } from '../media-formats.ts';

export const sidecarEndings = ['xmp', 'json', 'txt'] as const;
export type SidecarEnding = (typeof sidecarEndings)[number];

/** The ending of a sidecar's name, or null for other files. */
export const sidecarEnding = (path: string): SidecarEnding | null =>
  sidecarEndings.find((ending) => ending === extensionOf(path)) ?? null;

export interface Pairing {
  /** Sidecars by the file that they lie beside; what says more comes first. */
  readonly beside: ReadonlyMap<string, readonly string[]>;
  /** Sidecars that could belong to several files. */
  readonly doubtful: readonly { readonly path: string; readonly of: readonly string[] }[];
  /** XMP with no file beside it; other endings mean nothing by themselves. */
  readonly alone: readonly string[];
}

const split = (path: string): readonly [folder: string, name: string] => {
  const cut = path.lastIndexOf('/') + 1;
  return [path.slice(0, cut), path.slice(cut)];
};
/** "a.png.recipe.json" and "a.swarm.json" say in their middle what they are. */
const bare = (name: string): string => withoutEnding(name).replace(/\.(recipe|swarm)$/i, '');
const withoutEnding = (name: string): string => name.slice(0, name.lastIndexOf('.'));
const isMedia = (name: string): boolean => knownExtensions.includes(extensionOf(name));
/** Ours first, then XMP, then plain tags; a full name before one without its ending. */
const rank = (path: string, of: string): number =>
  ({ json: 0, xmp: 2, txt: 4 })[sidecarEnding(path) ?? 'txt'] +
  (withoutEnding(path).length >= of.length ? 0 : 1);

/** Pairs the files of a choice or a folder by their paths. */
export function pairSidecars(paths: readonly string[]): Pairing {
  const byName = new Map<string, string>();
  const byStem = new Map<string, string[]>();
  const candidates: string[] = [];
  const key = (folder: string, name: string): string => `${folder}${comparedName(name)}`;
  for (const path of paths) {
    const [folder, name] = split(path);
    if (sidecarEnding(name) !== null) candidates.push(path);
    else if (isMedia(name)) {
      byName.set(key(folder, name), path);
      const stem = key(folder, withoutEnding(name));
      byStem.set(stem, [...(byStem.get(stem) ?? []), path]);
    }
  }
  const beside = new Map<string, string[]>();
  const exact = new Set<string>();
  const rest: { readonly path: string; readonly stem: string }[] = [];
  const give = (of: string, path: string): void => {
    beside.set(of, [...(beside.get(of) ?? []), path]);
  };
  for (const path of candidates) {
    const [folder, name] = split(path);
    const stem = key(folder, bare(name));
    const of = byName.get(stem);
    if (of === undefined) rest.push({ path, stem });
    else {
      give(of, path);
      exact.add(`${sidecarEnding(name) ?? ''} ${of}`);
    }
  }
  const doubtful: { path: string; of: readonly string[] }[] = [];
  const alone: string[] = [];
  for (const { path, stem } of rest) {
    const claims = byStem.get(stem) ?? [];
    // One that has a sidecar under its full name needs no other.
    const open = claims.filter((of) => !exact.has(`${sidecarEnding(path) ?? ''} ${of}`));
    const [one] = claims.length === 1 ? claims : open;
    if (claims.length === 0) {
      if (sidecarEnding(path) === 'xmp') alone.push(path);
    } else if (one !== undefined && (claims.length === 1 || open.length === 1)) give(one, path);
    else doubtful.push({ path, of: claims });
  }
  for (const [of, list] of beside) {
    beside.set(
      of,
      list.toSorted((left, right) => rank(left, of) - rank(right, of)),
    );
  }
  return { beside, doubtful, alone };
}
