/**
 * Whether everything that the files of an older model say stands in the library: the summary before
 * the old data may go. It compares what the plan wants with what was read back from the database,
 * row by row; it never trusts the count of a command.
 */
import type {
  OldEntered,
  OldKey,
  OldLink,
  OldModelQueries,
  OldRecord,
} from '#domain/contract/old-model.ts';
import type { OldPlan } from './plan.ts';
import { roleOf } from './tables.ts';

type Found = OldModelQueries['enteredOldModel']['value'];

/** A table of the files beside what stands here of it. */
export interface OldTableCheck {
  readonly table: string;
  readonly file: string;
  /** Rows in the file; rows that stand here, the same in every value. */
  readonly rows: number;
  readonly same: number;
}

export interface OldCheck {
  readonly tables: readonly OldTableCheck[];
  readonly links: { readonly wanted: number; readonly there: number };
  readonly collections: { readonly wanted: number; readonly there: number };
  /** Rows and links that are not here or are not the same, with what differs. */
  readonly differences: readonly { readonly key: OldKey; readonly reason: string }[];
  /** Nothing of the old model is only in its files any more. */
  readonly complete: boolean;
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
};
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** What of a row is not in its asset as the plan wants it; null when all of it is. */
function difference(wanted: OldRecord, found: OldEntered | undefined): string | null {
  if (found === undefined) return 'it is not in the library';
  const { asset, content, tags } = found;
  if (asset.kind !== wanted.kind) return `it is ${asset.kind}, not ${wanted.kind}`;
  const stored = JSON.parse(asset.metadata) as Record<string, unknown>;
  const keys: unknown = stored['old_model'];
  // Of two rows with one file, what the first said stands.
  if (Array.isArray(keys) && keys[0] !== wanted.key) return null;
  if (asset.name !== wanted.name) return 'its name differs';
  const lost = Object.entries(wanted.metadata).find(([key, value]) => !isSame(stored[key], value));
  if (lost !== undefined) return `“${lost[0]}” differs`;
  if (wanted.content !== undefined && content !== wanted.content) return 'its words differ';
  if (wanted.sha256 !== undefined && asset.blob !== wanted.sha256) {
    return 'its file has other bytes than the old data say';
  }
  if ((wanted.path ?? wanted.sha256) !== undefined && asset.state !== 'ready') {
    return `its file is not there (${asset.state})`;
  }
  const missing = (wanted.tags ?? []).length > tags.length;
  return missing ? 'some of its tags are not there' : null;
}

const linkKey = ({ parent, child, type }: Pick<OldLink, 'parent' | 'child' | 'type'>): string =>
  `${parent} ${type} ${child}`;

export function checkOldModel(plan: OldPlan, found: Found): OldCheck {
  const entered = new Map(found.entered.map((one) => [one.key, one]));
  const differences: { key: OldKey; reason: string }[] = [];
  const good = new Map<string, number>();
  for (const record of plan.records) {
    const reason = difference(record, entered.get(record.key));
    if (reason !== null) differences.push({ key: record.key, reason });
    else {
      const role = record.key.slice(0, record.key.indexOf('/'));
      good.set(role, (good.get(role) ?? 0) + 1);
    }
  }
  const links = new Set(found.links.map(linkKey));
  const lost = plan.links.filter((link) => !links.has(linkKey(link)) && !isOneFile(link, entered));
  for (const { parent, child, type } of lost) {
    differences.push({ key: `${parent} ${child}`, reason: `the link ${type} is not there` });
  }
  const lists = new Map(found.collections.map((one) => [one.key, one]));
  let there = 0;
  for (const { key, members } of plan.collections) {
    const held = new Set(lists.get(key)?.members);
    const absent = members.filter((member) => !held.has(member)).length;
    if (lists.has(key) && absent === 0) there += 1;
    else differences.push({ key, reason: `${absent} of its members are not in the collection` });
  }
  const leftOut = plan.problems.filter(({ what }) => what !== 'kept').length;
  return {
    tables: plan.tables.map(({ table, file, rows, role, taken }) => {
      const isOfRows = role !== null && !['relationships', 'collections', 'members'].includes(role);
      const same = isOfRows ? Math.min(taken, good.get(roleOf(table) ?? '') ?? 0) : taken;
      return { table, file, rows, same };
    }),
    links: { wanted: plan.links.length, there: plan.links.length - lost.length },
    collections: { wanted: plan.collections.length, there },
    differences,
    complete:
      differences.length === 0 &&
      leftOut === 0 &&
      plan.tables.every(({ role, rows }) => role !== null || rows === 0),
  };
}

/** Two rows of one file are one asset here, which cannot be linked with itself. */
const isOneFile = (link: OldLink, entered: ReadonlyMap<OldKey, OldEntered>): boolean => {
  const [one, other] = [entered.get(link.parent)?.asset.id, entered.get(link.child)?.asset.id];
  return one !== undefined && one === other;
};
