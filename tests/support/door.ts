/**
 * The scripting door `globalThis.inkreel`, driven from a test: the same layer that the screens
 * use, so a test may set things up with it and look at the truth with it.
 */
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Result } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Page } from '@playwright/test';

/** A file to hand to the page: its name and bytes. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type?: string;
}

export interface ImportRow {
  readonly name: string;
  readonly assetId?: string;
  readonly reason?: string;
}

export type ImportReport = Readonly<
  Record<'imported' | 'duplicates' | 'skipped' | 'failed', readonly ImportRow[]>
>;

/** Waits until the page has put up its door and the library answers. */
export async function doorOpen(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      const door = (globalThis as any).inkreel;
      if (!door) return false;
      const answer = await door.queries.counts({}).catch(() => ({ ok: false }));
      return answer.ok;
    },
    undefined,
    { timeout: 30_000 },
  );
}

/** Runs a named command as the screens do; throws its failure. */
export async function command<Name extends CommandName>(
  page: Page,
  name: Name,
  input: unknown,
): Promise<Commands[Name]['value']> {
  const result: Result<Commands[Name]['value']> = await page.evaluate(
    ([which, what]) => (globalThis as any).inkreel.commands[which](what),
    [name, input] as const,
  );
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Asks a named query; throws its failure. */
export async function query<Name extends QueryName>(
  page: Page,
  name: Name,
  params: unknown = {},
): Promise<Queries[Name]['value']> {
  const result: Result<Queries[Name]['value']> = await page.evaluate(
    ([which, what]) => (globalThis as any).inkreel.queries[which](what),
    [name, params] as const,
  );
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Read-only SQL → rows. */
export const sql = <Row = Record<string, any>>(
  page: Page,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> =>
  page.evaluate(([what, values]) => (globalThis as any).inkreel.sql(what, values), [
    text,
    params,
  ] as const);

/** Imports files through the door; resolves when they are stored and acknowledged. */
export const importFiles = (
  page: Page,
  files: readonly HandedFile[],
  options: Record<string, unknown> = {},
): Promise<ImportReport> =>
  page.evaluate(
    ([handed, choice]) => {
      const made = handed.map(
        ({ name, base64, type }) =>
          new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, {
            type,
          }),
      );
      return (globalThis as any).inkreel.import(made, choice);
    },
    [
      files.map(({ name, bytes, type }) => ({
        name,
        base64: bytes.toString('base64'),
        type: type ?? '',
      })),
      options,
    ] as const,
  );

export const enqueue = (
  page: Page,
  kind: string,
  settings: Record<string, unknown>,
): Promise<string[]> =>
  page.evaluate(([which, how]) => (globalThis as any).inkreel.enqueue(which, how), [
    kind,
    settings,
  ] as const);

/** Waits for tasks to end (ms); their rows in the same order. */
export const done = (page: Page, tasks: readonly string[], timeout = 90_000): Promise<TaskRow[]> =>
  page.evaluate(([ids, limit]) => (globalThis as any).inkreel.done(ids, { timeout: limit }), [
    tasks,
    timeout,
  ] as const);

/** SHA-256 (hexadecimal) and size of an asset's bytes, read through the door and hashed in the page. */
export const blobOf = (
  page: Page,
  asset: string,
): Promise<{ readonly sha256: string; readonly size: number }> =>
  page.evaluate(async (id) => {
    const blob: Blob = await (globalThis as any).inkreel.blob(id);
    const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
    return { sha256: hex.join(''), size: blob.size };
  }, asset);

/** Waits until no task is pending or running, so that facts and thumbnails are there. */
export async function quiet(page: Page, timeout = 60_000): Promise<void> {
  const until = Date.now() + timeout;
  for (;;) {
    const counts = await query(page, 'counts');
    if (counts.pending + counts.running === 0) return;
    if (Date.now() > until) {
      const open = await sql(
        page,
        `select kind, status, blocked_reason, count(*) n from tasks where status in ('pending','running') group by 1,2,3`,
      );
      throw new Error(`Still at work after ${timeout} ms: ${JSON.stringify(open)}`);
    }
    await page.waitForTimeout(150);
  }
}
