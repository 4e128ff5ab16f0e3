import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../connection.ts';
import { core } from './0001/core.ts';
import { journal } from './0001/journal.ts';
import { search } from './0001/search.ts';
import { work } from './0001/work.ts';
import { folders } from './0002/folders.ts';
import { journal as journalOfOrganising } from './0002/journal.ts';
import { lineage } from './0002/lineage.ts';
import { models } from './0002/models.ts';
import { organise } from './0002/organise.ts';
import { paths } from './0002/paths.ts';
import { projects } from './0002/projects.ts';
import { savedQueries } from './0002/saved-queries.ts';
import { search as searchByQuery } from './0002/search.ts';
import { credentials } from './0003/credentials.ts';
import { directories } from './0003/directories.ts';
import { goneSources } from './0003/gone-sources.ts';
import { heldWords } from './0003/held-words.ts';
import { journal as journalOfStars } from './0003/journal.ts';
import { sidecars } from './0003/sidecars.ts';
import { recipes } from './0003/recipes.ts';
import { starred } from './0003/starred.ts';
import { targets } from './0003/targets.ts';
import { vocabulary } from './0003/vocabulary.ts';
import { waiting } from './0003/waiting.ts';

/** One step of the schema: numbered by its place, never renamed and never edited once shipped. */
type Migration = readonly string[];

const migrations: readonly Migration[] = [
  [core, work, journal, search],
  [
    organise,
    folders,
    searchByQuery,
    paths,
    projects,
    savedQueries,
    models,
    journalOfOrganising,
    lineage,
  ],
  [
    waiting,
    starred,
    directories,
    recipes,
    vocabulary,
    targets,
    journalOfStars,
    sidecars,
    credentials,
    goneSources,
    heldWords,
  ],
];

/** The schema that this code speaks. */
export const schemaVersion = migrations.length;

/** What stands between a database and this code; `existing` says that a copy should be kept first. */
export interface MigrationsNeeded {
  readonly from: number;
  readonly to: number;
  readonly needed: boolean;
  readonly existing: boolean;
}

/** Looks only. A database newer than the code is a failure, and nothing was touched. */
export function migrationsNeeded(connection: Connection): Result<MigrationsNeeded> {
  const from =
    connection.one<{ user_version: number }>('SELECT user_version FROM pragma_user_version')
      ?.user_version ?? 0;
  if (from > schemaVersion) return fail(newerDatabase(from));
  return ok({ from, to: schemaVersion, needed: from < schemaVersion, existing: from > 0 });
}

/** Brings a database to this code's schema, each step in one transaction. */
export function migrate(connection: Connection): Result<MigrationsNeeded> {
  const needed = migrationsNeeded(connection);
  if (!needed.ok) return needed;
  for (let version = needed.value.from; version < schemaVersion; version += 1) {
    connection.transaction(() => {
      for (const part of migrations[version] ?? []) connection.script(part);
      connection.script(`PRAGMA user_version = ${version + 1}`);
    });
  }
  return needed;
}

const newerDatabase = (found: number): Failure => ({
  code: 'newer_database',
  found,
  known: schemaVersion,
});
