import { tagColours } from '#domain/tags.ts';
import { fail, ok } from '#domain/result.ts';
import { holdWords } from '../held-words.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { addLink, givenTag, isAbove, isKnownTag, mergeInto, tagFor } from '../tag-tree.ts';
import { allThere, storedText } from './assets.ts';
import { command } from './command.ts';

/** Longer than a tag may be, so that the answer says how long it may be. */
const tag = z.string().check(z.minLength(1), z.maxLength(400));
const tags = z.array(tag).check(z.minLength(1), z.maxLength(shape.most));
const theme = shape.text(500);

export const tagCommands = {
  tagAssets: command<'tagAssets'>(
    z.strictObject({
      assets: shape.uuids,
      add: z.optional(z.array(tag).check(z.maxLength(200))),
      remove: z.optional(z.array(tag).check(z.maxLength(200))),
    }),
    ({ connection, at }, { assets, add = [], remove = [] }) => {
      const ids = allThere(connection, assets);
      if (!ids.ok) return ids;
      const resolved: { given: string; tag: string }[] = [];
      const added: string[] = [];
      for (const given of add) {
        // A tag of nothing but spaces is no tag, and no reason to stop either.
        if (given.trim() === '') continue;
        const found = givenTag(connection, given, 'add');
        if (!found.ok) return found;
        if (found.value !== given.trim().replace(/\s+/gu, ' ')) {
          resolved.push({ given, tag: found.value });
        }
        added.push(found.value);
      }
      const changed = holdWords(connection, ids.value, () => {
        let rows = 0;
        for (const gone of remove) {
          rows += connection.run(
            `DELETE FROM asset_tags WHERE tag IN (?1, ?2)
               AND asset_id IN (SELECT value FROM json_each(?3))`,
            [gone, tagFor(connection, gone), ids.value],
          );
        }
        for (const tag of added) {
          rows += connection.run(
            `INSERT INTO asset_tags (asset_id, tag, created_at)
             SELECT DISTINCT value, ?2, ?3 FROM json_each(?1) WHERE true
             ON CONFLICT DO NOTHING`,
            [ids.value, tag, at],
          );
        }
        return rows;
      });
      if (changed > 0) {
        connection.run(
          'UPDATE assets SET updated_at = ? WHERE id IN (SELECT value FROM json_each(?))',
          [at, ids.value],
        );
      }
      return ok({ changed, resolved });
    },
    true,
  ),

  setTagColour: command<'setTagColour'>(
    z.strictObject({ tag, colour: z.nullable(z.enum(tagColours)) }),
    ({ connection, at }, input) => {
      const found = givenTag(connection, input.tag, 'tag');
      if (!found.ok) return found;
      if (input.colour === null) {
        return ok({
          changed: connection.run('DELETE FROM tags WHERE tag = ?', [found.value]),
        });
      }
      return ok({
        changed: connection.run(
          `INSERT INTO tags (tag, colour, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)
           ON CONFLICT (tag) DO UPDATE SET colour = ?2, updated_at = ?3 WHERE colour IS NOT ?2`,
          [found.value, input.colour, at],
        ),
      });
    },
    true,
  ),

  addTagAlias: command<'addTagAlias'>(
    z.strictObject({ tag, alias: tag }),
    ({ connection, at }, input) => {
      const found = givenTag(connection, input.tag, 'tag');
      if (!found.ok) return found;
      // Cleaned, but not resolved: it is to become an alias itself.
      const alias = storedText(input.alias)?.replace(/\s+/gu, ' ') ?? '';
      if (alias === '' || Array.from(alias).length > 100) {
        return fail({
          code: 'invalid_input',
          field: 'alias',
          reason: 'an alias has 1 to 100 characters',
        });
      }
      const target = tagFor(connection, alias);
      if (target !== alias) {
        if (target === found.value) return ok({ changed: 0, retagged: 0 });
        return fail({
          code: 'invalid_input',
          field: 'alias',
          reason: `“${alias}” already stands for “${target}”`,
        });
      }
      if (alias.toLowerCase() === found.value.toLowerCase()) {
        return fail({
          code: 'invalid_input',
          field: 'alias',
          reason: 'it is the tag’s own name; rename the tag to write it another way',
        });
      }
      // An alias stands for every case of its letters, so tags written so become it, too.
      const bearing = connection.all<{ tag: string; count: number }>(
        'SELECT tag, count(*) AS count FROM asset_tags WHERE tag = ? COLLATE NOCASE GROUP BY tag',
        [alias],
      );
      const from = new Set([alias, ...bearing.map((one) => one.tag)]);
      const changed = mergeInto(connection, [...from], found.value, true, at);
      return ok({ changed, retagged: bearing.reduce((sum, one) => sum + one.count, 0) });
    },
    true,
  ),

  removeTagAlias: command<'removeTagAlias'>(
    z.strictObject({ alias: tag }),
    ({ connection }, { alias }) =>
      ok({ changed: connection.run('DELETE FROM tag_aliases WHERE alias = ?', [alias]) }),
    true,
  ),

  addTagParent: command<'addTagParent'>(
    z.strictObject({ tag, parent: tag }),
    ({ connection, at }, input) => {
      const child = givenTag(connection, input.tag, 'tag');
      if (!child.ok) return child;
      const parent = givenTag(connection, input.parent, 'parent');
      if (!parent.ok) return parent;
      if (isAbove(connection, child.value, parent.value)) {
        return fail({
          code: 'invalid_input',
          field: 'parent',
          reason:
            child.value === parent.value
              ? 'a tag cannot stand below itself'
              : `“${parent.value}” stands below “${child.value}” already`,
        });
      }
      return ok({ changed: addLink(connection, child.value, parent.value, at) });
    },
    true,
  ),

  removeTagParent: command<'removeTagParent'>(
    z.strictObject({ tag, parent: tag }),
    ({ connection }, input) =>
      ok({
        changed: connection.run('DELETE FROM tag_parents WHERE tag = ? AND parent = ?', [
          tagFor(connection, input.tag),
          tagFor(connection, input.parent),
        ]),
      }),
    true,
  ),

  renameTag: command<'renameTag'>(
    z.strictObject({ tag, name: tag, keep_alias: z.optional(z.boolean()) }),
    ({ connection, at }, input) => {
      const found = givenTag(connection, input.tag, 'tag');
      if (!found.ok) return found;
      const name = storedText(input.name)?.replace(/\s+/gu, ' ') ?? '';
      const clean = givenTag(connection, name === '' ? ' ' : name, 'name');
      if (!clean.ok) return clean;
      if (name === found.value) return ok({ changed: 0 });
      // Its own alias may become its name; everything else that is known is another tag.
      if (clean.value !== found.value && isKnownTag(connection, clean.value)) {
        return fail({
          code: 'invalid_input',
          field: 'name',
          reason: `there is a tag “${clean.value}” already; merge the two to make one of them`,
        });
      }
      return ok({
        changed: mergeInto(connection, [found.value], name, input.keep_alias === true, at),
      });
    },
    true,
  ),

  mergeTags: command<'mergeTags'>(
    z.strictObject({ tags, into: tag, keep_aliases: z.optional(z.boolean()) }),
    ({ connection, at }, input) => {
      const into = givenTag(connection, input.into, 'into');
      if (!into.ok) return into;
      const from = [...new Set(input.tags.map((one) => tagFor(connection, one)))].filter(
        (one) => one !== into.value,
      );
      if (from.length === 0) return ok({ changed: 0 });
      return ok({
        changed: mergeInto(connection, from, into.value, input.keep_aliases === true, at),
      });
    },
    true,
  ),

  deleteTags: command<'deleteTags'>(
    z.strictObject({ tags }),
    ({ connection, at }, input) => {
      const names = JSON.stringify(input.tags.map((one) => tagFor(connection, one)));
      const within = '(SELECT value FROM json_each(?1))';
      connection.run(
        `UPDATE assets SET updated_at = ?2
         WHERE id IN (SELECT asset_id FROM asset_tags WHERE tag IN ${within})`,
        [names, at],
      );
      let changed = 0;
      for (const where of [
        `asset_tags WHERE tag IN ${within}`,
        `tags WHERE tag IN ${within}`,
        `tag_aliases WHERE tag IN ${within}`,
        `tag_parents WHERE tag IN ${within} OR parent IN ${within}`,
      ]) {
        changed += connection.run(`DELETE FROM ${where}`, [names]);
      }
      return ok({ changed });
    },
    true,
  ),

  renameThemes: command<'renameThemes'>(
    z.strictObject({
      themes: z.array(theme).check(z.minLength(1), z.maxLength(shape.most)),
      name: z.nullable(theme),
    }),
    ({ connection, at }, { themes, name }) => {
      const next = storedText(name);
      const values = [next, at, JSON.stringify(themes)];
      const old = 'theme IN (SELECT value FROM json_each(?3)) AND theme IS NOT ?1';
      const assets = connection.run(
        `UPDATE assets SET theme = ?1, updated_at = ?2 WHERE shelf IN (0, 1, 2) AND ${old}`,
        values,
      );
      connection.run(
        `UPDATE assets SET updated_at = ?2 WHERE id IN (SELECT id FROM packs WHERE ${old})`,
        values,
      );
      const packs = connection.run(
        `UPDATE packs SET theme = ?1 WHERE theme IN (SELECT value FROM json_each(?2))
           AND theme IS NOT ?1`,
        [next, JSON.stringify(themes)],
      );
      return ok({ changed: assets + packs });
    },
    true,
  ),
};
