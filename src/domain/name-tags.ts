/** Tags, a theme and a source out of file names, by a pattern that people can read: "{theme}_{tag}_{*}". */
import { fail, ok, type Result } from './result.ts';
import { cleanTag } from './tags.ts';

/** What a part of a name becomes; `*` is passed over, `tags` is parted at spaces and _ , ; + signs. */
export const namePieces = ['tag', 'tags', 'theme', 'source', '*'] as const;
type NamePiece = (typeof namePieces)[number];

/** What a name says. */
export interface NameReading {
  readonly tags: readonly string[];
  readonly theme?: string;
  readonly source?: string;
}

type Part = { readonly piece: NamePiece } | { readonly text: string };

const refuse = (reason: string): Result<never> =>
  fail({ code: 'invalid_input', field: 'pattern', reason });

function partsOf(pattern: string): Result<readonly Part[]> {
  const parts: Part[] = [];
  for (const [whole, word] of pattern.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/gu)) {
    if (whole === '{' || whole === '}') return refuse('a brace stands alone');
    if (word === undefined) {
      parts.push({ text: whole.toLowerCase() });
      continue;
    }
    const piece = namePieces.find((one) => one === word.trim().toLowerCase());
    if (piece === undefined) {
      return refuse(
        `"${whole}" is not known; there are ${namePieces.map((one) => `{${one}}`).join(' ')}`,
      );
    }
    const last = parts.at(-1);
    if (last !== undefined && 'piece' in last) {
      return refuse('something must stand between two braces, "_" say');
    }
    parts.push({ piece });
  }
  return parts.some((part) => 'piece' in part)
    ? ok(parts)
    : refuse('it names nothing; write {tag} where a tag stands');
}

/**
 * Reads a pattern into a reader of names (without their file ending): null for a name that it does
 * not fit. Each part reaches to the next text of the pattern, the last one to the end.
 */
export function nameReader(pattern: string): Result<(stem: string) => NameReading | null> {
  const parsed = partsOf(pattern.trim());
  if (!parsed.ok) return parsed;
  const parts = parsed.value;
  return ok((stem) => {
    const lower = stem.toLowerCase();
    // Letters whose small form has another length would move everything behind them.
    if (lower.length !== stem.length) return null;
    const tags: string[] = [];
    const found: { theme?: string; source?: string } = {};
    let at = 0;
    for (const [index, part] of parts.entries()) {
      if ('text' in part) {
        if (!lower.startsWith(part.text, at)) return null;
        at += part.text.length;
        continue;
      }
      const next = parts[index + 1];
      const isLastText = index + 2 === parts.length;
      const end =
        next === undefined || !('text' in next)
          ? stem.length
          : isLastText && lower.endsWith(next.text)
            ? stem.length - next.text.length
            : lower.indexOf(next.text, at + 1);
      if (end <= at) return null;
      const said = stem.slice(at, end);
      at = end;
      if (part.piece === '*') continue;
      const each = part.piece === 'tags' ? said.split(/[\s_,;+]+/u) : [said];
      const clean = each.flatMap((one) => cleanTag(one) ?? []);
      if (part.piece === 'tag' || part.piece === 'tags') tags.push(...clean);
      else if (clean[0] !== undefined) found[part.piece] = clean[0];
    }
    return at === stem.length ? { tags: [...new Set(tags)], ...found } : null;
  });
}
