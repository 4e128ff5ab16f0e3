/**
 * Live queries without React: each distinct query is read once, shared by all that watch it, and
 * read again when a table that it read has changed.
 *
 * Laws: the last value stays while it is read again; an answer that was overtaken by a newer
 * reading is dropped; many changes in a short time cause one reading; what is dear to read is read
 * less often while much changes; nobody watching, no reading. While work in bulk changes things all
 * the time, everything is read again at a calm beat and shown at once, so that the page is drawn
 * four times a second instead of eighty times; what a person does here is shown without delay.
 */
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';

/** What a watcher sees; the same object until something changes. */
export interface LiveValue<Value> {
  /** Undefined until the first answer. */
  readonly value: Value | undefined;
  /** Why the last reading failed; the value of before is still there. */
  readonly failure: Failure | undefined;
  /** No answer yet. */
  readonly loading: boolean;
}

/** A query that is watched by nobody or many. */
export interface LiveQuery<Value> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => LiveValue<Value>;
}

export interface Live {
  /** The live query of a name and params; equal params give the same object while it is watched. */
  query<Name extends QueryName>(
    name: Name,
    params: Queries[Name]['params'],
  ): LiveQuery<Queries[Name]['value']>;
  /** Some tables changed. */
  changed(tables: Iterable<string>): void;
  /** Changes may have been missed (another leader): everything watched is read again. */
  changedAll(): void;
  /** A person did something here: what comes of it is shown without delay, whatever else changes. */
  hurry(): void;
  /** Calls back, at once and without delay, after each change of these tables. */
  onTables(tables: readonly string[], listener: () => void): () => void;
}

export type Read = (
  name: QueryName,
  params: unknown,
  signal: AbortSignal,
) => Promise<Result<{ readonly value: unknown; readonly tables: readonly string[] }>>;

interface Entry extends LiveQuery<unknown> {
  touch(tables: ReadonlySet<string> | null): void;
}

const nothingYet: LiveValue<never> = { value: undefined, failure: undefined, loading: true };
/** Milliseconds: changes closer together cause one reading. */
const usualDebounce = 30;
/** A reading that took so long rests this many times as long before the next one … */
const restFactor = 10;
/** … but never longer than this (ms), for nobody may believe that the app has stopped. */
const longestRest = 2_000;
/** A reading that has not arrived after so long (ms) is overtaken by a newer one. */
const overtakeAfter = 1_000;
/** So many changes … */
const manyChanges = 5;
/** … at least so many ms apart … */
const apart = 50;
/** … within so many ms are bulk, for which there is one beat of so many ms for all. */
const withinTime = 1_000;
const beat = 250;
/** Answers of one beat are shown together, but never later than this (ms). */
const longestTogether = 50;
/** For so long (ms) after a person did something nothing waits for the beat. */
const hurryFor = 500;
/** Milliseconds that an unwatched value is kept, for a screen that comes right back. */
const usualKeep = 5_000;

/** Makes the live queries over a reader. `debounce` and `keep` in milliseconds. */
export function createLive(
  read: Read,
  { debounce = usualDebounce, keep = usualKeep }: { debounce?: number; keep?: number } = {},
): Live {
  const entries = new Map<string, Entry>();
  const tableListeners = new Set<{ tables: ReadonlySet<string>; listener: () => void }>();
  /** When things changed of late, oldest first. */
  let changes: readonly number[] = [];
  let hurriedUntil = -Infinity;
  let nextBeat = -Infinity;
  /** Readings that are on their way. */
  let underWay = 0;
  const toTell = new Set<ReadonlySet<() => void>>();
  let telling: ReturnType<typeof setTimeout> | undefined;

  const noteChange = (): void => {
    const now = performance.now();
    if (now - (changes.at(-1) ?? -Infinity) < apart) return;
    changes = [...changes.slice(1 - manyChanges), now];
  };

  /** Whether work in bulk changes things, and nobody waits for what they did themselves. */
  const isCalm = (): boolean => {
    const now = performance.now();
    const [first = -Infinity] = changes;
    return changes.length === manyChanges && now - first < withinTime && now >= hurriedUntil;
  };

  /** Milliseconds until the next beat; 0 where nothing has to wait for one. */
  const untilBeat = (): number => {
    if (!isCalm()) return 0;
    const now = performance.now();
    if (nextBeat <= now) nextBeat = now + beat;
    return nextBeat - now;
  };

  const tellAll = (): void => {
    clearTimeout(telling);
    telling = undefined;
    const all = [...toTell];
    toTell.clear();
    for (const listeners of all) for (const listener of listeners) listener();
  };

  /** Tells watchers of an answer: with the others of its beat, or at once. */
  const tell = (listeners: ReadonlySet<() => void>): void => {
    toTell.add(listeners);
    if (underWay === 0 || !isCalm()) tellAll();
    else telling ??= setTimeout(tellAll, longestTogether);
  };

  const makeEntry = (key: string, name: QueryName, params: unknown): Entry => {
    const listeners = new Set<() => void>();
    let snapshot: LiveValue<unknown> = nothingYet;
    /** Tables of the last reading; null until one is known, when any change counts. */
    let tables: ReadonlySet<string> | null = null;
    let stale = true;
    let running: AbortController | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let forget: ReturnType<typeof setTimeout> | undefined;
    /** Before this moment (`performance.now()`) it is not read again because of a change. */
    let restsUntil = 0;

    const load = async (): Promise<void> => {
      clearTimeout(timer);
      timer = undefined;
      running?.abort();
      const mine = new AbortController();
      running = mine;
      stale = false;
      const begun = performance.now();
      underWay += 1;
      const result = await read(name, params, mine.signal);
      underWay -= 1;
      if (running !== mine) return;
      running = null;
      const took = performance.now() - begun;
      restsUntil = begun + Math.min(longestRest, took * restFactor);
      if (result.ok) {
        tables = new Set(result.value.tables);
        snapshot = { value: result.value.value, failure: undefined, loading: false };
      } else {
        snapshot = { value: snapshot.value, failure: result.failure, loading: false };
        // A reading that failed may succeed after whatever comes next.
        tables = null;
      }
      tell(listeners);
      if (!stale) return;
      clearTimeout(timer);
      timer = undefined;
      schedule();
    };

    const schedule = (): void => {
      stale = true;
      const isHurried = performance.now() < hurriedUntil;
      if (listeners.size === 0 || (timer !== undefined && (running || !isHurried))) return;
      clearTimeout(timer);
      // A reading on its way is awaited first: broken off at every change, none would ever arrive.
      const wait = running
        ? overtakeAfter
        : Math.max(debounce, restsUntil - performance.now(), untilBeat());
      timer = setTimeout(() => void load(), wait);
    };

    const forgetLater = (): void => {
      forget = setTimeout(() => {
        if (entries.get(key) === entry) entries.delete(key);
      }, keep);
    };

    const entry: Entry = {
      current: () => snapshot,
      subscribe(listener) {
        clearTimeout(forget);
        entries.set(key, entry);
        listeners.add(listener);
        if (stale && !running && timer === undefined) void load();
        return () => {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          clearTimeout(timer);
          timer = undefined;
          if (running) {
            running.abort();
            running = null;
            stale = true;
          }
          forgetLater();
        };
      },
      touch(changed) {
        if (!changed || !tables || meet(changed, tables)) schedule();
      },
    };
    // A query that a render asked for and dropped must not stay for ever.
    forgetLater();
    return entry;
  };

  const touchAll = (tables: ReadonlySet<string> | null): void => {
    for (const entry of entries.values()) entry.touch(tables);
    for (const { tables: wanted, listener } of tableListeners) {
      if (!tables || meet(tables, wanted)) listener();
    }
  };

  return {
    query(name, params) {
      const key = `${name} ${stableJson(params)}`;
      const known = entries.get(key);
      const entry = known ?? makeEntry(key, name, params);
      if (!known) entries.set(key, entry);
      // The border: the reader answers with the value of this very query.
      return entry as LiveQuery<unknown> as LiveQuery<never>;
    },
    changed(tables) {
      noteChange();
      touchAll(new Set(tables));
    },
    changedAll: () => touchAll(null),
    hurry() {
      hurriedUntil = performance.now() + hurryFor;
    },
    onTables(tables, listener) {
      const entry = { tables: new Set(tables), listener };
      tableListeners.add(entry);
      return () => tableListeners.delete(entry);
    },
  };
}

const meet = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  for (const one of some) if (others.has(one)) return true;
  return false;
};

/** JSON with the keys of objects in order, so that equal params have equal text. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
