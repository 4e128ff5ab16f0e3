/**
 * Plain texts beside a picture: a tag a line, as Hydrus writes them; one line of tags with commas, as
 * training sets have them; or the "infotext" that AUTOMATIC1111's web UI leaves beside its pictures.
 */
import type { Said } from '#domain/said.ts';
import { cleanTag, longestTag } from '#domain/tags.ts';

import { readInfotext } from '../generation/a1111.ts';
import { generationOf } from '../generation/values.ts';

const mostTags = 200;

/** What a text says; null for prose and everything else that is no list. */
export function readTagList(text: string): Said | null {
  if (/^[ \t]*Steps: *\d/m.test(text)) {
    const found = readInfotext(text);
    const generation = found && generationOf(found);
    return generation ? { generation, provenance: 'ai_generated' } : null;
  }
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [only] = lines;
  const isRow = lines.length === 1 && only !== undefined && only.includes(',');
  const given = (isRow ? only.split(',') : lines).filter((part) => part.trim() !== '');
  if (given.length === 0 || given.length > mostTags) return null;
  // A sentence is no tag: whoever writes so long a line does not write a list.
  if (given.some((tag) => tag.trim().length > longestTag)) return null;
  const tags = new Set(given.flatMap((tag) => cleanTag(tag) ?? []));
  return tags.size > 0 ? { tags: [...tags] } : null;
}
