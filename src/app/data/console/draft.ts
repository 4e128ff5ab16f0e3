import { create } from 'zustand';
import { z } from 'zod/mini';

import { sqlBounds } from '#domain/contract/history.ts';
import { deviceValue } from '../../desk/device-value.ts';

interface Draft {
  readonly sql: string;
  /** What was typed for each parameter, by its name. */
  readonly typed: Readonly<Record<string, string>>;
  /** The kept query that it began as, while it stands under a name. */
  readonly kept: { readonly query: string; readonly name: string } | null;
  readonly write: (sql: string, kept?: Draft['kept']) => void;
  readonly type: (name: string, text: string) => void;
}

const first = `SELECT name, kind, theme, rating
FROM assets
WHERE deleted_at IS NULL
ORDER BY created_at DESC`;

/** The statement being typed; it stays while other screens are shown. */
export const useDraft = create<Draft>((set) => ({
  sql: first,
  typed: {},
  kept: null,
  write: (sql, kept) => set((draft) => ({ sql, kept: kept === undefined ? draft.kept : kept })),
  type: (name, text) => set((draft) => ({ typed: { ...draft.typed, [name]: text } })),
}));

const recentForm = z.array(z.string());
const recentKept = 20;

/** Statements that were run on this device, the newest first. */
export const useRecentSql = deviceValue<readonly string[]>('recent-sql', (stored) => {
  const parsed = recentForm.safeParse(stored);
  return parsed.success ? parsed.data.slice(0, recentKept) : [];
});

export function noteRecent(sql: string): void {
  const { value, set } = useRecentSql.getState();
  set([sql, ...value.filter((one) => one !== sql)].slice(0, recentKept));
}

const limitsForm = z.object({
  rows: z.int().check(z.gte(sqlBounds.rows.least), z.lte(sqlBounds.rows.most)),
  milliseconds: z
    .int()
    .check(z.gte(sqlBounds.milliseconds.least), z.lte(sqlBounds.milliseconds.most)),
});

/** How much one statement may give, and for how long it may run. */
export const useSqlLimits = deviceValue('sql-limits', (stored) => {
  const parsed = limitsForm.safeParse(stored);
  return parsed.success
    ? parsed.data
    : { rows: sqlBounds.rows.usual, milliseconds: sqlBounds.milliseconds.usual };
});
