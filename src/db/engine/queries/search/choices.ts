/** What `has:` and `is:` mean, and with it what "none" is not. */
import { either, nothing, opposite, rows, where, type Meaning, type Search } from './meaning.ts';
import { anyAmount, measured } from './numbers.ts';
import { starredRows } from '../stars.ts';

/** Assets that are the parent or the child of links of some types. */
const linked = (search: Search, side: 'parent' | 'child', types: readonly string[]): Meaning =>
  rows(
    search.select(
      `SELECT s.n FROM asset_relationships r CROSS JOIN assets s ON s.id = r.${side}_asset_id
       WHERE r.relationship_type IN (${types.map((type) => `'${type}'`).join(', ')})`,
    ),
  );

const filed = (search: Search, column: 'source' | 'format'): Meaning =>
  rows(
    search.select(
      `SELECT a.n FROM assets a INDEXED BY assets_by_${column}
       WHERE a.shelf IN (0, 1, 2) AND a.${column} > ''`,
    ),
  );

const made = (search: Search, column: 'model' | 'seed'): Meaning =>
  rows(
    search.select(
      `SELECT a.n FROM assets a INDEXED BY assets_by_${column}
       WHERE a.generation IS NOT NULL AND a.${column} IS NOT NULL`,
    ),
  );

const isMadeFrom = (search: Search): Meaning =>
  linked(search, 'child', ['derived_from', 'generated_from', 'variant_of']);

const isUsed = (search: Search): Meaning =>
  either([
    linked(search, 'child', ['used_in', 'part_of', 'generated_from']),
    linked(search, 'parent', ['derived_from', 'reference_for']),
    isListed(search),
  ]);

const isListed = (search: Search): Meaning =>
  rows(
    search.select(
      `SELECT s.n FROM (SELECT DISTINCT asset_id FROM asset_collection_members) m
       CROSS JOIN assets s ON s.id = m.asset_id`,
    ),
  );

const marked = (search: Search, mark: 'rejected' | 'later'): Meaning =>
  rows(search.select('SELECT n FROM assets INDEXED BY assets_by_review WHERE review = ?', [mark]));

const reviewed = (search: Search): Meaning =>
  either([where('a.approved = 1'), marked(search, 'rejected'), marked(search, 'later')]);

const credentialRows = `SELECT n FROM assets INDEXED BY assets_by_credentials
  WHERE metadata ->> '$.content_credentials.statements' > 0`;

/** Assets whose content credentials are in a state; "any": that have some. */
export const credentialsIn = (search: Search, state: string): Meaning =>
  state === 'any'
    ? rows(search.select(credentialRows))
    : rows(
        search.select(
          `${credentialRows}
           AND coalesce(metadata ->> '$.content_credentials.checked.state', 'unverified') = ?`,
          [state],
        ),
      );

const present: Readonly<Record<string, (search: Search) => Meaning>> = {
  tag: (search) => rows(search.select('SELECT n FROM tag_rows')),
  theme: () => where(`a.theme > ''`),
  rating: () => where('a.rating IS NOT NULL'),
  source: (search) => filed(search, 'source'),
  format: (search) => filed(search, 'format'),
  prompt: (search) =>
    rows(
      search.select(
        `SELECT n FROM assets INDEXED BY assets_with_prompt WHERE generation ->> '$.prompt' > ''`,
      ),
    ),
  lora: (search) => rows(search.select(`SELECT n FROM recipe_rows WHERE part = 'lora'`)),
  model: (search) => made(search, 'model'),
  seed: (search) => made(search, 'seed'),
  cost: (search) => measured(search, 'cost_micros', anyAmount),
  width: (search) => measured(search, 'width', anyAmount),
  height: (search) => measured(search, 'height', anyAmount),
  duration: (search) => measured(search, 'duration_s', anyAmount),
  fps: (search) => measured(search, 'fps', anyAmount),
  size: (search) => measured(search, 'size', anyAmount),
  taken: (search) => measured(search, 'taken_at', anyAmount),
  alt: (search) =>
    rows(search.select(`SELECT n FROM assets INDEXED BY assets_with_alt WHERE alt_text > ''`)),
  text: (search) =>
    rows(search.select('SELECT s.n FROM texts t CROSS JOIN assets s ON s.id = t.id')),
  path: (search) =>
    rows(
      search.select(
        `SELECT s.n FROM (SELECT DISTINCT asset_id FROM asset_files INDEXED BY asset_files_by_asset) f
         CROSS JOIN assets s ON s.id = f.asset_id`,
      ),
    ),
  credentials: (search) => rows(search.select(credentialRows)),
  review: reviewed,
  in: isListed,
  'used-in': isUsed,
  'derived-from': isMadeFrom,
  project: (search) =>
    rows(
      search.select(
        'SELECT n FROM assets INDEXED BY assets_by_project WHERE project_id IS NOT NULL',
      ),
    ),
};

/** Whether something is known or there at all. */
export const has = (search: Search, what: string): Meaning => present[what]?.(search) ?? nothing;

const properties: Readonly<Record<string, (search: Search) => Meaning>> = {
  approved: () => where('a.approved = 1'),
  rejected: (search) => marked(search, 'rejected'),
  later: (search) => marked(search, 'later'),
  unreviewed: (search) => opposite(reviewed(search)),
  master: (search) =>
    rows(
      search.select('SELECT n FROM assets INDEXED BY assets_master WHERE is_master_reference = 1'),
    ),
  starred: (search) => rows(search.select(starredRows)),
  ai: () => where(`a.provenance = 'ai_generated'`),
  original: (search) => opposite(isMadeFrom(search)),
  derived: isMadeFrom,
  used: isUsed,
  missing: () => where(`a.state = 'missing'`),
  landscape: () => where('a.aspect > 1.0'),
  portrait: () => where('a.aspect > 0.0 AND a.aspect < 1.0'),
  square: () => where('a.aspect = 1.0'),
};

/** A property by its name, as `is:` and `review:` say it. */
export const is = (search: Search, what: string): Meaning => properties[what]?.(search) ?? nothing;
