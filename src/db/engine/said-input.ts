/** What a sidecar may say, as it comes from another thread: bounded, every field known. */
import * as shape from './input.ts';
import { z } from './input.ts';

const tag = z.string().check(z.minLength(1), z.maxLength(100));
const tags = z.array(tag).check(z.maxLength(200));
const short = z.string().check(z.minLength(1), z.maxLength(600));
const long = z.string().check(z.minLength(1), z.maxLength(10_000));

const generation = z.strictObject({
  provider: shape.text(600),
  model: shape.text(600),
  prompt: z.optional(shape.text(20_000)),
  negative: z.optional(shape.text(20_000)),
  seed: z.optional(z.number()),
  params: z.record(z.string(), z.unknown()),
  model_license: z.optional(shape.text(600)),
  commercial_use: z.optional(z.boolean()),
});

const said = z.strictObject({
  name: z.optional(short),
  title: z.optional(short),
  description: z.optional(long),
  alt_text: z.optional(long),
  tags: z.optional(tags),
  tag_paths: z.optional(z.array(z.array(tag).check(z.maxLength(12))).check(z.maxLength(200))),
  rating: z.optional(z.int().check(z.gte(1), z.lte(5))),
  approved: z.optional(z.boolean()),
  review: z.optional(shape.reviewMark),
  theme: z.optional(short),
  source: z.optional(short),
  provenance: z.optional(shape.provenance),
  source_type: z.optional(short),
  label: z.optional(short),
  creators: z.optional(z.array(short).check(z.maxLength(20))),
  rights: z.optional(long),
  taken_at: z.optional(short),
  created_at: z.optional(z.int()),
  generation: z.optional(generation),
});

const path = z.string().check(z.minLength(1), z.maxLength(4096));

export const sidecar = z.strictObject({
  path,
  size: z.int().check(z.gte(0)),
  mtime: z.int(),
  said,
});

/** A sidecar of a linked folder, with the path of the file that it lies beside. */
export const folderSidecar = z.strictObject({ ...sidecar.shape, of: path });

export const preset = z.strictObject({
  tags: z.optional(tags),
  theme: z.optional(short),
  source: z.optional(short),
  provenance: z.optional(shape.provenance),
});
