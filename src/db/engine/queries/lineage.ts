import {
  looseTies,
  type GoneSource,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
  type LinkedAsset,
  type LinkRow,
  type Tie,
} from '#domain/contract/lineage.ts';
import { type Relation, relations } from '#domain/lineage/relations.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { planRebuild } from '../rebuild-plan.ts';
import { readAsset } from '../rows.ts';
import { query } from './query.ts';
import { tiesOf, type TieRow } from './ties.ts';

const mostNodes = 2000;
export const ties: readonly Tie[] = [...relations, ...looseTies];

/** The columns of `LinkedAsset` of a table called `a`. */
export const linked = 'a.id, a.n, a.name, a.kind, a.blob, a.format, a.deleted_at';

type StoredNode = Omit<LineageNode, 'depth' | 'more_up' | 'more_down'>;

const nodes = `
  SELECT a.id, 'asset' AS "is", a.name, a.kind, a.n, a.blob, a.format, a.state, t.status, a.width,
    a.height, a.created_at, a.deleted_at
  FROM json_each(?1) AS w CROSS JOIN assets a ON a.id = w.value
  LEFT JOIN tasks t ON a.state = 'generating' AND t.id = (SELECT id FROM tasks
    WHERE target_asset_id = a.id ORDER BY created_at DESC LIMIT 1)
  UNION ALL
  SELECT c.id, 'collection', coalesce(c.name, ''), c.type, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    c.created_at, c.deleted_at
  FROM json_each(?1) AS w CROSS JOIN asset_collections c ON c.id = w.value AND c.type <> 'pack'
  UNION ALL
  SELECT p.id, 'project', p.name, 'project', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    p.created_at, p.deleted_at
  FROM json_each(?1) AS w CROSS JOIN projects p ON p.id = w.value
  UNION ALL
  SELECT t.id, 'task', t.kind, t.kind, NULL, NULL, NULL, NULL, t.status, NULL, NULL,
    t.created_at, NULL
  FROM json_each(?1) AS w CROSS JOIN tasks t ON t.id = w.value`;

const gone = `
  SELECT g.source_id AS id, g.child_asset_id AS child, g.relationship_type AS type, g.name, g.kind,
    g.deleted_at
  FROM json_each(?1) AS w CROSS JOIN gone_sources g ON g.child_asset_id = w.value
  WHERE g.further = 0
  ORDER BY g.deleted_at, g.source_id`;

const goneOf = (connection: Connection, ids: readonly string[]): readonly GoneSource[] =>
  connection.all<GoneSource>(gone, [JSON.stringify(ids)]);

const edgeOf = ({ from, to, type, made_by }: TieRow): LineageEdge => ({ from, to, type, made_by });
const keyOf = ({ from, to, type }: LineageEdge): string => `${from} ${to} ${type}`;

/** Walks both ways from one asset, level by level; every node is met once, so loops end. */
function walk(
  connection: Connection,
  id: string,
  {
    up,
    down,
    types,
    also,
    limit,
  }: {
    readonly up: number;
    readonly down: number;
    readonly types: ReadonlySet<Tie>;
    readonly also: readonly string[];
    readonly limit: number;
  },
): LineageGraph {
  const depths = new Map<string, number>([[id, 0]]);
  let cut = false;
  const spread = (start: readonly string[], side: 'up' | 'down', steps: number): void => {
    let level = start;
    for (let step = 0; step < steps && level.length > 0; step += 1) {
      const next: string[] = [];
      for (const { from, to } of tiesOf(connection, level, side, types)) {
        const [near, far] = side === 'up' ? [to, from] : [from, to];
        if (depths.has(far)) continue;
        if (depths.size >= limit) {
          cut = true;
          continue;
        }
        depths.set(far, (depths.get(near) ?? 0) + (side === 'up' ? -1 : 1));
        next.push(far);
      }
      level = next;
    }
  };
  spread([id], 'up', up);
  spread([id], 'down', down);
  for (const one of also) {
    if (!depths.has(one)) continue;
    spread([one], 'up', 1);
    spread([one], 'down', 1);
  }
  return draw(connection, depths, types, cut);
}

/** Nodes and the ties among them, with how many ties lead out of what is shown. */
function draw(
  connection: Connection,
  depths: Map<string, number>,
  types: ReadonlySet<Tie>,
  cut: boolean,
): LineageGraph {
  const ids = [...depths.keys()];
  const edges = new Map<string, LineageEdge>();
  const more = { up: new Map<string, number>(), down: new Map<string, number>() };
  for (const side of ['up', 'down'] as const) {
    for (const row of tiesOf(connection, ids, side, types, 100_000)) {
      const [near, far] = side === 'up' ? [row.to, row.from] : [row.from, row.to];
      if (depths.has(far)) edges.set(keyOf(row), edgeOf(row));
      else more[side].set(near, (more[side].get(near) ?? 0) + 1);
    }
  }
  const rows = connection.all<StoredNode>(nodes, [JSON.stringify(ids)]);
  const shown = rows.map((row): LineageNode => ({
    ...row,
    depth: depths.get(row.id) ?? 0,
    more_up: more.up.get(row.id) ?? 0,
    more_down: more.down.get(row.id) ?? 0,
  }));
  const traces = goneOf(connection, ids).filter(({ type }) => types.has(type));
  const left = new Map(traces.map((trace) => [trace.id, trace]));
  const there = new Set([...shown.map((row) => row.id), ...left.keys()]);
  return {
    nodes: [
      ...shown,
      ...[...left.values()].map((trace): LineageNode => ({
        id: trace.id,
        is: 'gone',
        name: trace.name,
        kind: trace.kind,
        n: null,
        blob: null,
        format: null,
        state: null,
        status: null,
        width: null,
        height: null,
        created_at: trace.deleted_at,
        deleted_at: trace.deleted_at,
        depth: (depths.get(trace.child) ?? 0) - 1,
        more_up: 0,
        more_down: 0,
      })),
    ],
    edges: [
      ...edges.values(),
      ...traces.map((trace) => ({
        from: trace.id,
        to: trace.child,
        type: trace.type,
        made_by: null,
      })),
    ].filter(({ from, to }) => there.has(from) && there.has(to)),
    cut,
  };
}

interface StoredLink extends LinkedAsset {
  readonly parent: LinkRow['parent'];
  readonly child: LinkRow['child'];
  readonly type: Relation;
  readonly position: string | null;
  readonly metadata: string;
  readonly made_by: string | null;
  readonly linked_at: number;
}

const links = (side: 'parent' | 'child'): string => `
  SELECT ${linked}, r.parent_asset_id AS parent, r.child_asset_id AS child,
    r.relationship_type AS type, r.position, r.metadata,
    r.metadata ->> '$.task_kind' AS made_by, r.created_at AS linked_at
  FROM asset_relationships r
  JOIN assets a ON a.id = r.${side === 'parent' ? 'child' : 'parent'}_asset_id
  WHERE r.${side}_asset_id = ?1`;
const allLinks = `SELECT * FROM (${links('parent')} UNION ALL ${links('child')})
  ORDER BY type, position IS NULL, position, linked_at, id LIMIT 5000`;

const steps = z.int().check(z.gte(0), z.lte(64));

export const lineageQueries = {
  linksOf: query<'linksOf'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) => ({
    links: connection
      .all<StoredLink>(allLinks, [id])
      .map(({ parent, child, type, position, metadata, made_by, linked_at, ...other }) => ({
        parent,
        child,
        type,
        position,
        metadata,
        made_by,
        created_at: linked_at,
        other,
      })),
    gone: goneOf(connection, [id]),
  })),

  lineage: query<'lineage'>(
    z.strictObject({
      id: shape.uuid,
      up: steps,
      down: steps,
      types: z.optional(z.array(z.enum(ties)).check(z.maxLength(ties.length))),
      also: z.optional(z.array(shape.uuid).check(z.maxLength(500))),
      limit: z.optional(z.int().check(z.gte(1), z.lte(mostNodes))),
    }),
    ({ connection }, { id, up, down, types, also, limit }) =>
      walk(connection, id, {
        up,
        down,
        types: new Set(types ?? ties),
        also: also ?? [],
        limit: limit ?? mostNodes,
      }),
  ),

  rebuildPlan: query<'rebuildPlan'>(
    z.strictObject({ id: shape.uuid, by: z.optional(shape.uuid) }),
    ({ connection, kindOf }, { id, by }) =>
      planRebuild(connection, kindOf, id, readAsset(connection, by ?? null)).map(
        ({ run: _run, ...step }) => step,
      ),
  ),

  assetsNamed: query<'assetsNamed'>(
    z.strictObject({
      text: shape.text(255),
      project: z.optional(shape.uuid),
      kind: z.optional(shape.assetKind),
      limit: z.int().check(z.gte(1), z.lte(200)),
    }),
    ({ connection }, { text, project, kind, limit }) => {
      const key = nameKey(text.trim());
      const wanted: readonly (string | number | null)[] = [
        key,
        project ?? null,
        kind ?? null,
        limit,
      ];
      return connection.all<LinkedAsset>(
        `SELECT ${linked} FROM assets a
         WHERE a.shelf IN (0, 1) AND instr(a.name_key, ?1) > 0
           AND (?2 IS NULL OR a.project_id IS NULL OR a.project_id = ?2)
           AND (?3 IS NULL OR a.kind = ?3)
         ORDER BY instr(a.name_key, ?1) <> 1, a.created_at DESC, a.n DESC LIMIT ?4`,
        wanted,
      );
    },
  ),

  versionsOf: query<'versionsOf'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) =>
    connection.all<
      LinkedAsset & { type: Relation | null; from: LinkRow['parent']; created_at: number }
    >(
      `WITH RECURSIVE w(id) AS (
         SELECT ?1
         UNION
         SELECT CASE WHEN r.parent_asset_id = w.id THEN r.child_asset_id ELSE r.parent_asset_id END
         FROM w JOIN asset_relationships r ON r.relationship_type = 'variant_of'
           AND (r.parent_asset_id = w.id OR r.child_asset_id = w.id)
         UNION
         SELECT r.parent_asset_id FROM w JOIN asset_relationships r
           ON r.child_asset_id = w.id AND r.relationship_type = 'derived_from'
         LIMIT 1000
       )
       SELECT ${linked}, a.created_at, r.relationship_type AS type, r.parent_asset_id AS "from"
       FROM w JOIN assets a ON a.id = w.id
       LEFT JOIN asset_relationships r ON r.child_asset_id = a.id
         AND r.relationship_type IN ('variant_of', 'derived_from')
         AND r.parent_asset_id IN (SELECT id FROM w)
       GROUP BY a.id ORDER BY a.created_at, a.n`,
      [id],
    ),
  ),
};
