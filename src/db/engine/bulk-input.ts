import { folderUses } from '#domain/folder-tags.ts';
import { assetChanges } from './commands/assets.ts';
import * as shape from './input.ts';
import { z } from './input.ts';

const tags = z.array(z.string().check(z.minLength(1), z.maxLength(400))).check(z.maxLength(200));

/** The forms of `BulkEdit` and `FolderRules`, shared by the preview and the command. */
export const bulkEdit = z.strictObject({
  set: z.optional(z.omit(assetChanges, { name: true })),
  add_tags: z.optional(tags),
  remove_tags: z.optional(tags),
  names: z.optional(
    z.strictObject({
      pattern: z.optional(shape.text(1000)),
      start: z.optional(z.int().check(z.gte(0), z.lte(1_000_000_000))),
      find: z.optional(shape.text(255)),
      replace: z.optional(shape.text(255)),
      match_case: z.optional(z.boolean()),
    }),
  ),
});

export const folderRules = z.strictObject({
  strip: z.optional(shape.text(4096)),
  levels: z.optional(z.array(z.int().check(z.gte(-64), z.lte(64))).check(z.maxLength(128))),
  separators: z.optional(shape.text(20)),
  lower_case: z.optional(z.boolean()),
  mapping: z.optional(
    z
      .array(
        z.strictObject({
          part: shape.text(400),
          use: z.enum(folderUses),
          value: z.optional(shape.text(100)),
        }),
      )
      .check(z.maxLength(10_000)),
  ),
  replace_themes: z.optional(z.boolean()),
});
