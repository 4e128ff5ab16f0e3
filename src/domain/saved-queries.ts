/**
 * The queries that the five seeds of the data model ask, on today's tables. One whose tables are
 * not there yet names them, and runs by itself once they are.
 */
export interface ShippedQuery {
  readonly id: string;
  /** Tables without which it cannot run. */
  readonly tables: readonly string[];
  readonly sql: string;
}

const moment = (column: string): string => `datetime(${column} / 1000, 'unixepoch') `;

export const shippedQueries = [
  {
    id: 'unapproved',
    tables: ['assets'],
    sql: `SELECT name, kind, theme, rating, ${moment('created_at')}AS added
FROM assets
WHERE approved = 0 AND deleted_at IS NULL AND kind IN ('image', 'audio', 'video')
ORDER BY created_at DESC`,
  },
  {
    id: 'by_theme',
    tables: ['assets'],
    sql: `SELECT coalesce(theme, '(none)') AS theme, count(*) AS assets,
  sum(approved) AS approved, sum(size) AS bytes
FROM assets
WHERE deleted_at IS NULL AND kind IN ('image', 'audio', 'video')
GROUP BY theme
ORDER BY assets DESC, theme`,
  },
  {
    id: 'active_tasks',
    tables: ['tasks'],
    sql: `SELECT t.kind, t.status, t.blocked_reason, round(t.progress * 100) AS percent,
  t.attempt, a.name AS source, ${moment('t.created_at')}AS queued
FROM tasks t LEFT JOIN assets a ON a.id = t.source_asset_id
WHERE t.status IN ('pending', 'running')
ORDER BY t.status DESC, t.priority DESC, t.position`,
  },
  {
    id: 'film_shots',
    tables: ['assets', 'asset_relationships'],
    sql: `SELECT f.name AS film, row_number() OVER (PARTITION BY f.id ORDER BY r.position) AS place,
  s.name AS shot, s.duration_s AS seconds, s.state
FROM assets f
JOIN asset_relationships r ON r.parent_asset_id = f.id AND r.relationship_type = 'part_of'
JOIN assets s ON s.id = r.child_asset_id AND s.kind = 'shot' AND s.deleted_at IS NULL
WHERE f.kind = 'film' AND f.deleted_at IS NULL
  AND f.name LIKE '%' || coalesce(:film, '') || '%'
ORDER BY f.name, f.id, r.position`,
  },
  {
    id: 'character_references',
    tables: ['assets', 'asset_relationships'],
    sql: `SELECT c.name AS "character", i.name AS reference, i.width, i.height, i.approved
FROM assets c
JOIN asset_relationships r
  ON r.parent_asset_id = c.id AND r.relationship_type = 'reference_for'
JOIN assets i ON i.id = r.child_asset_id AND i.deleted_at IS NULL
WHERE c.kind = 'character' AND c.deleted_at IS NULL
  AND c.name LIKE '%' || coalesce(:character, '') || '%'
ORDER BY c.name, r.position, i.name`,
  },
  {
    id: 'audio_users',
    tables: ['assets', 'asset_relationships'],
    sql: `SELECT t.name AS track, u.kind, u.name AS used_in
FROM assets t
JOIN asset_relationships r ON r.child_asset_id = t.id AND r.relationship_type = 'used_in'
JOIN assets u ON u.id = r.parent_asset_id AND u.deleted_at IS NULL
WHERE t.kind = 'audio' AND t.name LIKE '%' || coalesce(:track, '') || '%'
ORDER BY t.name, u.name`,
  },
  {
    id: 'film_tree',
    tables: ['assets', 'asset_relationships'],
    sql: `WITH RECURSIVE tree(id, depth, path) AS (
  SELECT id, 0, name || ' ' || id FROM assets
  WHERE kind = 'film' AND deleted_at IS NULL
    AND name LIKE '%' || coalesce(:film, '') || '%'
  UNION ALL
  SELECT r.child_asset_id, tree.depth + 1, tree.path || ' > ' || coalesce(r.position, '') || ' ' || r.child_asset_id
  FROM tree JOIN asset_relationships r ON r.parent_asset_id = tree.id
    AND r.relationship_type IN ('part_of', 'generated_from')
  WHERE tree.depth < 20 AND instr(tree.path, r.child_asset_id) = 0
)
SELECT substr('                    ', 1, tree.depth * 2) || a.name AS part, a.kind, a.state, tree.depth
FROM tree JOIN assets a ON a.id = tree.id
WHERE a.deleted_at IS NULL
ORDER BY tree.path`,
  },
  {
    id: 'global_actors',
    tables: ['assets'],
    sql: `SELECT name, metadata ->> '$.role' AS role, approved, ${moment('created_at')}AS made
FROM assets
WHERE kind = 'character' AND project_id IS NULL AND deleted_at IS NULL
ORDER BY name`,
  },
  {
    id: 'pack_exports',
    tables: ['packs', 'pack_totals', 'assets'],
    sql: `SELECT a.name AS pack, p.license_type AS licence, t.asset_count AS assets,
  round(t.total_size_mb, 1) AS megabytes, p.export_path,
  ${moment('p.exported_at')}AS exported,
  CASE WHEN p.exported_at IS NULL THEN 'never'
    WHEN a.updated_at > p.exported_at THEN 'changed since' ELSE 'as it is' END AS export
FROM packs p JOIN assets a ON a.id = p.id AND a.deleted_at IS NULL
JOIN pack_totals t ON t.id = p.id
ORDER BY a.name`,
  },
  {
    id: 'export_status',
    tables: ['tasks'],
    sql: `SELECT t.kind, t.status, a.name AS pack, t.failure ->> '$.code' AS failure,
  ${moment('t.created_at')}AS asked, ${moment('t.finished_at')}AS ended
FROM tasks t LEFT JOIN assets a ON a.id = t.pack_id
WHERE t.kind LIKE 'export%' OR t.kind LIKE 'render%'
ORDER BY t.created_at DESC`,
  },
  {
    id: 'entity_history',
    tables: ['audit_log', 'assets'],
    sql: `SELECT ${moment('l.timestamp')}AS moment, l.actor, l.action, l.entity_type,
  l.old_value, l.new_value, l.request_id
FROM audit_log l
WHERE l.entity_id = (SELECT id FROM assets WHERE id = :asset OR name = :asset LIMIT 1)
ORDER BY l.id`,
  },
  {
    id: 'request',
    tables: ['audit_log', 'applied_ops'],
    sql: `SELECT o.command, l.actor, l.action, l.entity_type, l.entity_id, l.old_value, l.new_value
FROM audit_log l LEFT JOIN applied_ops o ON o.request_id = l.request_id
WHERE l.request_id = coalesce(:request, (SELECT max(request_id) FROM applied_ops WHERE changed > 0))
ORDER BY l.id`,
  },
  {
    id: 'asset_lineage',
    tables: ['assets', 'asset_relationships'],
    sql: `WITH RECURSIVE above(id, depth) AS (
  SELECT id, 0 FROM assets WHERE id = :asset OR name = :asset
  UNION
  SELECT r.parent_asset_id, above.depth + 1
  FROM above JOIN asset_relationships r ON r.child_asset_id = above.id
    AND r.relationship_type IN ('derived_from', 'generated_from')
  WHERE above.depth < 50
)
SELECT above.depth, a.name, a.kind, a.origin, a.model
FROM above JOIN assets a ON a.id = above.id
ORDER BY above.depth, a.name`,
  },
  {
    id: 'character_codes',
    tables: ['project_characters', 'characters'],
    sql: `SELECT p.name AS project, c.canonical_code AS code, k.display_name AS "character"
FROM project_characters c JOIN projects p ON p.id = c.project_id
JOIN characters k ON k.id = c.character_id
ORDER BY p.name, length(code), code`,
  },
  {
    id: 'active_variants',
    tables: ['character_variants'],
    sql: `SELECT character_id, story_id, variant_type, variant_name
FROM character_variants WHERE is_active_for_story = 1
ORDER BY story_id, character_id`,
  },
  {
    id: 'artifact_versions',
    tables: ['artifacts'],
    sql: `SELECT scene_id, type, count(*) AS versions, max(version) AS newest
FROM artifacts GROUP BY scene_id, type ORDER BY scene_id, type`,
  },
  {
    id: 'newest_artifacts',
    tables: ['artifacts', 'scenes'],
    sql: `WITH required(type) AS (VALUES ('scene_intent'), ('panel_plan'),
  ('panel_plan_normalized'), ('layout_template'), ('panel_semantics'), ('render_spec'))
SELECT s.id AS scene, required.type, max(a.version) AS newest,
  iif(a.id IS NULL, 'missing', 'there') AS state
FROM scenes s CROSS JOIN required
LEFT JOIN artifacts a ON a.scene_id = s.id AND a.type = required.type
GROUP BY s.id, required.type ORDER BY s.position, required.type`,
  },
  {
    id: 'artifact_lineage',
    tables: ['artifacts'],
    sql: `WITH RECURSIVE above(id, depth) AS (
  SELECT :artifact, 0
  UNION
  SELECT a.parent_id, above.depth + 1 FROM above JOIN artifacts a ON a.id = above.id
  WHERE a.parent_id IS NOT NULL
)
SELECT above.depth, a.type, a.version FROM above JOIN artifacts a ON a.id = above.id
ORDER BY above.depth`,
  },
  {
    id: 'story_status',
    tables: ['stories'],
    sql: `SELECT a.name, s.source_format, s.progress
FROM stories s JOIN assets a ON a.id = s.id ORDER BY a.name`,
  },
  {
    id: 'style_overrides',
    tables: ['scenes'],
    sql: `SELECT story_id, id AS scene, image_style_override
FROM scenes WHERE image_style_override IS NOT NULL ORDER BY story_id, position`,
  },
  {
    id: 'preset_chain',
    tables: ['style_presets'],
    sql: `WITH RECURSIVE chain(id, parent_id, name, depth) AS (
  SELECT id, parent_id, name, 0 FROM style_presets WHERE name = :preset
  UNION
  SELECT p.id, p.parent_id, p.name, chain.depth + 1
  FROM chain JOIN style_presets p ON p.id = chain.parent_id
)
SELECT depth, name FROM chain ORDER BY depth`,
  },
  {
    id: 'episode_scenes',
    tables: ['episodes', 'episode_scenes'],
    sql: `SELECT e.title, row_number() OVER (PARTITION BY e.id ORDER BY s.position) AS place, s.scene_id
FROM episodes e JOIN episode_scenes s ON s.episode_id = e.id
ORDER BY e.title, s.position`,
  },
] as const satisfies readonly ShippedQuery[];

export type ShippedQueryId = (typeof shippedQueries)[number]['id'];
