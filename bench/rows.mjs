/**
 * The rows of the benchmark library: 100,000 assets, or as many as are asked for, with names, themes, prompts, tags and lineage
 * as a person's library has them. The same seed gives the same rows on both sides.
 */
import { createHash } from 'node:crypto';

/** mulberry32: a repeatable source of chance, 0 ≤ x < 1. */
export function chanceFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const things =
  'lantern rain market alley tower harbour fox heron bridge station garden moon kite river forest rooftop window train temple snow'.split(
    ' ',
  );
const ways =
  'quiet neon broken golden misty crimson paper hollow early distant floating small wide silver burning sleeping'.split(
    ' ',
  );
const themes = [
  null,
  'night market',
  'winter',
  'harbour',
  'temple town',
  'rooftops',
  'forest',
  'trains',
];
const tags =
  'hero cover panel draft reference texture sky crowd face hand prop wide close dusk dawn'.split(
    ' ',
  );
const sources = [null, null, 'Midjourney', 'Gemini', 'Camera', 'Scanner'];
const sizes = [
  [1024, 1024],
  [832, 1248],
  [1248, 832],
  [1536, 1024],
  [768, 1344],
  [1920, 1080],
];

/** How many different files the assets share, so that thumbnails for all of them stay small. */
export const differentBlobs = 2_000;
export const hashFor = (text) => createHash('sha256').update(text).digest('hex');
export const blobOf = (index) => hashFor(`blob ${index}`);

/** A UUID of version 7 made from a number; in order like real ones. */
export function idOf(number, time) {
  const head = time.toString(16).padStart(12, '0');
  const tail = createHash('md5').update(String(number)).digest('hex');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6, 18)}`;
}

/**
 * Generates `count` assets with their files, tags and links, by the name of the table, in parts of
 * `size` assets: a million of them at once would not fit into memory.
 */
export function* libraryRows(count, seed = 1, size = 50_000) {
  const chance = chanceFrom(seed);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const begun = Date.UTC(2025, 0, 1);
  /** Of those before only what a link needs. */
  const ids = [];
  let assets = [];
  let files = [];
  let assetTags = [];
  let relationships = [];
  const blobs = Array.from({ length: differentBlobs }, (_, index) => blobOf(index));
  for (let number = 1; number <= count; number += 1) {
    const created = begun + number * 61_000;
    const id = idOf(number, created);
    const name = `${pick(ways)} ${pick(things)} ${number}.png`;
    const made = chance() < 0.6;
    const parent = number > 100 && chance() < 0.2 ? ids[Math.floor(chance() * ids.length)] : null;
    const [width, height] = pick(sizes);
    ids.push(id);
    const blob = blobs[number % differentBlobs];
    const bytes = 200_000 + Math.floor(chance() * 4_000_000);
    files.push({
      id: idOf(`file ${number}`, created),
      asset_id: id,
      path: `shoots/${Math.floor(number / 200)}/${name}`,
      size: bytes,
      sha256: blob,
      last_seen_at: created,
      created_at: created,
      updated_at: created,
    });
    assets.push({
      n: number,
      id,
      kind: chance() < 0.94 ? 'image' : chance() < 0.5 ? 'video' : 'audio',
      name,
      name_key: name.replace(/\d+/, (digits) => digits.padStart(10, '0')),
      state: 'ready',
      origin: parent ? 'derivative' : made ? 'generation' : 'import',
      provenance: parent ? 'enhanced' : made ? 'ai_generated' : 'user_provided',
      source: pick(sources),
      theme: pick(themes),
      rating: chance() < 0.3 ? 1 + Math.floor(chance() * 5) : null,
      approved: chance() < 0.4 ? 1 : 0,
      blob,
      mime: 'image/png',
      format: 'png',
      size: bytes,
      width,
      height,
      metadata: JSON.stringify({ bit_depth: 8, extracted_at: created }),
      generation: made
        ? JSON.stringify({
            provider: 'gemini',
            model: 'image-1',
            prompt: `${pick(ways)} ${pick(things)} beside a ${pick(ways)} ${pick(things)} at dusk`,
            seed: number,
            params: { steps: 30 },
          })
        : null,
      created_at: created,
      updated_at: created,
    });
    for (const tag of chance() < 0.5 ? [pick(tags)] : []) {
      assetTags.push({ asset_id: id, tag, created_at: created });
    }
    if (parent) {
      relationships.push({
        parent_asset_id: parent,
        child_asset_id: id,
        relationship_type: 'derived_from',
        created_at: created,
        updated_at: created,
      });
    }
    if (number % size === 0 || number === count) {
      yield {
        assets,
        asset_files: files,
        asset_tags: assetTags,
        asset_relationships: relationships,
      };
      [assets, files, assetTags, relationships] = [[], [], [], []];
    }
  }
}
