/** Days as a tree of years, months and days; each line is a condition of a search. */
import type { AssetDay, DayKind } from '#domain/contract/places.ts';
import { dateLocale } from '../language/choice.ts';

export interface DayLine {
  /** "created:2026-11": the key and the search of the line. */
  readonly key: string;
  readonly depth: 0 | 1 | 2;
  readonly name: string;
  readonly assets: number;
}

const months = new Intl.DateTimeFormat(dateLocale, { month: 'long', timeZone: 'UTC' });
const days = new Intl.DateTimeFormat(dateLocale, {
  weekday: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

const nameOf = (part: string, depth: DayLine['depth']): string => {
  if (depth === 0) return part;
  const date = new Date(`${part}${depth === 1 ? '-01' : ''}T00:00:00Z`);
  return (depth === 1 ? months : days).format(date);
};

/** Lines in the order of the tree, for days that come newest first. */
export function dayLines(found: readonly AssetDay[], by: DayKind): readonly DayLine[] {
  const lines: DayLine[] = [];
  /** The place in `lines` of the year and the month that is open. */
  const places: (number | undefined)[] = [];
  for (const { day, assets } of found) {
    for (const [depth, part] of [day.slice(0, 4), day.slice(0, 7), day].entries()) {
      const key = `${by}:${part}`;
      const at = places[depth];
      const known = at === undefined ? undefined : lines[at];
      if (at !== undefined && known?.key === key) {
        lines[at] = { ...known, assets: known.assets + assets };
        continue;
      }
      places[depth] = lines.length;
      places.length = depth + 1;
      // The border: the three parts of a day.
      const level = depth as DayLine['depth'];
      lines.push({ key, depth: level, name: nameOf(part, level), assets });
    }
  }
  return lines;
}
