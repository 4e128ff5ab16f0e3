/**
 * The outline of a screenplay in Fountain (fountain.io/syntax): scene headings, shots that are
 * named in it, and an estimate of its length by the rule of the trade, one page a minute.
 */

export interface ScriptOutline {
  readonly scenes: readonly { readonly heading: string; readonly line: number }[];
  /** Shots that the text names ("CLOSE ON THE DOOR"); most scripts name few. */
  readonly shots: number;
  /** Pages as they would be typed, and so minutes; an estimate. */
  readonly pages: number;
  readonly seconds: number;
}

/** Lines of a page, and characters of a line, in the standard layout (Courier 12). */
const pageLines = 55;
const actionWidth = 61;
const dialogueWidth = 35;

const sceneHeading = /^(?:(?:INT|EXT|EST|I\/E|INT\.?\/EXT|EXT\.?\/INT)[. ]|\.(?=[\p{L}\p{N}]))/iu;
const shotLine =
  /^!?(?:ANGLE ON|CLOSE ON|CLOSE[- ]UP|EXTREME CLOSE|CLOSER|WIDE(?:R| ON| SHOT)?|MEDIUM SHOT|LONG SHOT|TWO[- ]SHOT|OVERHEAD|AERIAL|POV|[\p{Lu}' ]+ POV|INSERT|TRACKING|DOLLY|PAN(?:NING)? (?:TO|ACROSS|OVER)|CRANE|REVERSE ANGLE|ON THE|SHOT[ :#0-9])(?![\p{Ll}])/u;

/** What is no part of the play: notes, cut text and the title page. */
function played(text: string): string {
  const body = text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\/\*[\s\S]*?\*\//g, (cut) => cut.replaceAll(/[^\n]/g, ''))
    .replaceAll(/\[\[[\s\S]*?\]\]/g, (note) => note.replaceAll(/[^\n]/g, ''));
  // A title page is lines of "Key: value" (and what is set in below them) up to the first empty one.
  const title =
    /^(?:title|credit|author|authors|source|draft date|contact|copyright):.*\n(?:.+\n)*/i.exec(
      body,
    );
  return title === null ? body : title[0].replaceAll(/[^\n]/g, '') + body.slice(title[0].length);
}

/** How wide a line is in a typed page: signs of East Asia take two places. */
function widthOf(line: string): number {
  const wide = line.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  );
  return line.length + (wide?.length ?? 0);
}

const isCue = (line: string): boolean =>
  line.startsWith('@') ||
  (/^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*(?:\(.*\))?\s*\^?$/u.test(line) && !/[.!?:]$/.test(line));

/** Reads the outline; works on any text, and finds no scenes where there are none. */
export function scriptOutline(text: string): ScriptOutline {
  const lines = played(text).split('\n');
  const scenes: { heading: string; line: number }[] = [];
  let shots = 0;
  let typed = 0;
  let inDialogue = false;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const isAfterGap = index === 0 || (lines[index - 1] ?? '').trim() === '';
    if (line === '') {
      if (typed > 0 && !isAfterGap) typed += 1;
      inDialogue = false;
      continue;
    }
    if (/^(?:#|=(?!=))/.test(line)) continue;
    if (isAfterGap && sceneHeading.test(line)) {
      scenes.push({ heading: line.replace(/^\./, ''), line: index + 1 });
      typed += 2;
      continue;
    }
    if (isAfterGap && shotLine.test(line) && !/\p{Ll}/u.test(line)) shots += 1;
    else if (isAfterGap && isCue(line) && (lines[index + 1] ?? '').trim() !== '') {
      inDialogue = true;
      typed += 1;
      continue;
    }
    typed += Math.ceil(widthOf(line) / (inDialogue ? dialogueWidth : actionWidth));
  }
  const pages = typed / pageLines;
  return { scenes, shots, pages, seconds: Math.round(pages * 60) };
}
