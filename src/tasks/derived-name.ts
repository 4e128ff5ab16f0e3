import { factsOfFormat, knownExtensions, type MediaFormat } from '#formats/media-formats.ts';

/** Longest name of an asset, in characters. */
const longest = 255;

/**
 * The name of a picture made from another: the stem, what was done, the new ending.
 * "photo.jpg", "2048 px", webp → "photo (2048 px).webp".
 */
export function derivedName(name: string, done: string, format: MediaFormat): string {
  const dot = name.lastIndexOf('.');
  const isEnding = dot > 0 && knownExtensions.includes(name.slice(dot + 1).toLowerCase());
  const stem = (isEnding ? name.slice(0, dot) : name).trim();
  const ending = `${done === '' ? '' : ` (${done})`}.${factsOfFormat[format].extensions[0] ?? format}`;
  return (
    Array.from(stem)
      .slice(0, longest - ending.length)
      .join('') + ending
  );
}
