/**
 * A collection as one ZIP: `media/` with the files as they are, in the collection's order, and
 * `manifest.json` with the hash and everything known of each. Originals go out unchanged; nothing
 * is checked or asked, since this copy is for its owner. A member without bytes is in the list.
 */
import type { AssetMetadata, AssetRow, Generation } from '#domain/asset.ts';
import type { CollectionMember, CollectionRow } from '#domain/contract/collections.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import type { AssetId, CollectionId, Sha256 } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { withoutPrompt } from '#domain/recipe.ts';
import { fail, ok } from '#domain/result.ts';
import { cleanUniqueNames } from '#formats/pack/names.ts';
import { openZip } from '#formats/zip/writer.ts';
import type { BlobWriter, Run, TaskContext } from '../context.ts';
import { countedNotes, leaving, type Leaving } from '../outgoing/archive.ts';
import { chosen } from '../outgoing/choice.ts';
import { credentialsEnding, jsonMime, signDocument } from '../outgoing/sign.ts';
import type { ExportCollectionParams } from './task.ts';

/** Bytes read from a blob at once. */
const pieceSize = 4 * 1024 * 1024;
/** Assets asked for at once. */
const page = 500;

interface Member {
  readonly asset: AssetRow;
  /** What is said of it in this collection only. */
  readonly note: unknown;
}

export const run: Run<ExportCollectionParams> = async ({ collection: id, carry }, context) => {
  try {
    // The border: the form of the id was checked by the settings.
    const collection = await context.query('collection', { id: id as CollectionId });
    if (!collection || collection.deleted_at !== null) {
      return fail({ code: 'not_found', what: 'collection', id });
    }
    const members = await membersOf(collection, context);
    const writer = await context.createBlob();
    try {
      return ok(await write(collection, members, chosen(carry), context, writer));
    } catch (thrown) {
      await writer.abort();
      throw thrown;
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};

/** The members in order; of a smart one, what its search finds, in the order it wishes. */
async function membersOf(
  { id, type }: CollectionRow,
  context: TaskContext,
): Promise<readonly Member[]> {
  const notes = new Map<AssetId, unknown>();
  let ids: readonly AssetId[];
  if (type === 'smart') {
    const { n } = await context.query('assetLayout', {
      filter: { collection: id },
      sort: 'position',
    });
    ids = await context.query('assetIds', { rows: [...n] });
  } else {
    const listed: readonly CollectionMember[] = await context.query('collectionMembers', {
      id,
      limit: 100_000,
    });
    for (const { asset, metadata } of listed) notes.set(asset, JSON.parse(metadata));
    ids = listed.map(({ asset }) => asset);
  }
  const members: Member[] = [];
  for (let at = 0; at < ids.length; at += page) {
    context.signal.throwIfAborted();
    const rows = await context.query('assets', { ids: ids.slice(at, at + page) });
    for (const asset of rows) members.push({ asset, note: notes.get(asset.id) ?? {} });
  }
  return members;
}

async function write(
  collection: CollectionRow,
  members: readonly Member[],
  choice: OutgoingChoice,
  context: TaskContext,
  writer: BlobWriter,
): Promise<TaskOutput> {
  const filed = members.flatMap(({ asset }) =>
    asset.blob === null || asset.state === 'missing' ? [] : [{ ...asset, blob: asset.blob }],
  );
  const names = cleanUniqueNames(filed);
  const files = new Map<AssetId, Leaving>();
  for (const [index, asset] of filed.entries()) {
    const path = `media/${names[index] ?? ''}`;
    const stored = await opened(asset, context);
    files.set(asset.id, await leaving(stored, asset, path, choice, context));
  }
  const zip = openZip((bytes) => writer.write(bytes));
  const list = JSON.stringify(manifest(collection, members, files, choice), null, 2);
  const listBytes = new TextEncoder().encode(list);
  await zip.addBytes('manifest.json', listBytes);
  const signed = await signDocument(listBytes, 'manifest.json', jsonMime, choice, context);
  if (signed) await zip.addBytes(`manifest.json${credentialsEnding}`, signed);

  const going = [...files.values()];
  const whole = going.reduce((sum, { file }) => sum + file.size, 0);
  let read = 0;
  for (const [index, { path, file, beside, credentials }] of going.entries()) {
    const note = `file ${index + 1} of ${going.length}`;
    await zip.add(path, () =>
      pieces(file, (count) => {
        context.signal.throwIfAborted();
        read += count;
        // The writer reads each file twice: once for its sum, once into the archive.
        context.progress(whole === 0 ? 1 : Math.min(1, read / (2 * whole)), note);
      }),
    );
    if (beside) await zip.addBytes(beside.path, beside.bytes);
    if (credentials) await zip.addBytes(credentials.path, credentials.bytes);
  }
  const { entries } = await zip.close();
  context.signal.throwIfAborted();
  const { sha256, size } = await writer.close();
  const [name] = cleanUniqueNames([{ name: collection.name, format: 'zip' }]);
  const notes = countedNotes(going.map((one) => one.notes));
  return {
    result: { collection: collection.id, sha256, size, files: entries, name, ...notes },
  };
}

/** Opens the bytes of an asset; a file that is not as large as its row says is damaged. */
async function opened(
  {
    blob,
    size,
    name,
  }: { readonly blob: Sha256; readonly size: number | null; readonly name: string },
  context: TaskContext,
): Promise<File> {
  const file = await context.openBlob(blob);
  if (size === null || file.size === size) return file;
  const reason = `it has ${file.size} bytes instead of ${size}`;
  throw { code: 'corrupt', what: name, reason } satisfies Failure;
}

async function* pieces(
  file: Blob,
  onRead: (count: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += pieceSize) {
    const bytes = new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer());
    onRead(bytes.length);
    yield bytes;
  }
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

/** What is known of the file and its making; prompts stay here where they are not to go out. */
function makingOf(
  asset: AssetRow,
  { recipe, prompts }: OutgoingChoice,
): { readonly metadata: unknown; readonly generation: unknown } {
  // The border: JSON columns that this program wrote.
  const { recipe: carried, ...metadata } = JSON.parse(asset.metadata) as AssetMetadata;
  const generation = parsed(asset.generation) as Generation | null;
  return {
    metadata: prompts && carried !== undefined ? { ...metadata, recipe: carried } : metadata,
    generation: !recipe ? null : prompts || !generation ? generation : withoutPrompt(generation),
  };
}

/** What is known of everything in the archive, in order, for people and programs. */
function manifest(
  collection: CollectionRow,
  members: readonly Member[],
  files: ReadonlyMap<AssetId, Leaving>,
  choice: OutgoingChoice,
): unknown {
  return {
    format: 'inkreel-collection',
    version: 1,
    name: collection.name,
    type: collection.type,
    description: collection.description,
    metadata: parsed(collection.metadata),
    assets: members.map(({ asset, note }, index) => ({
      place: index + 1,
      path: files.get(asset.id)?.path ?? null,
      id: asset.id,
      name: asset.name,
      kind: asset.kind,
      state: asset.state,
      sha256: files.get(asset.id)?.sha256 ?? asset.blob,
      size: files.get(asset.id)?.file.size ?? asset.size,
      recipe: files.get(asset.id)?.beside?.path ?? null,
      signed: files.get(asset.id)?.isSigned ?? false,
      credentials: files.get(asset.id)?.credentials?.path ?? null,
      // The bytes that the library keeps; the file has its recipe in it where the two differ.
      stored_sha256: asset.blob,
      mime: asset.mime,
      width: asset.width,
      height: asset.height,
      duration_s: asset.duration_s,
      url: asset.url,
      theme: asset.theme,
      source: asset.source,
      provenance: asset.provenance,
      rating: asset.rating,
      approved: asset.approved === 1,
      starred: asset.starred === 1,
      alt_text: asset.alt_text,
      ...makingOf(asset, choice),
      note,
    })),
  };
}
