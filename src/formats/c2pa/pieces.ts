/**
 * Hashes of pieces of a film (C2PA 2.2, section 9.3: Merkle trees): the bytes of each `mdat` in
 * blocks, their hashes in pairs up to the row that the statement names. A whole file is here, so
 * the tree is built anew and no proofs are needed.
 */
import type { IHasher } from 'hash-wasm';

import { isMap, type Cbor } from './cbor.ts';
import { hasherOf, hashOfBytes, isSame, type Following } from './digest.ts';
import { boxHeads } from '../heads/iso.ts';
import { reading } from '../heads/reading.ts';
import { listOf } from './store.ts';

/** Bytes of an `mdat` that count as its head, whether it is as long or not. */
const headLength = 16;
const pieceSize = 4 * 1024 * 1024;
const mostLeaves = 1_000_000;
const smallestBlock = 256;
const isLength = (value: Cbor | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= smallestBlock;

/** Whether every block is as its tree says; undefined where the trees are of a kind not known here. */
export async function piecesFit(
  file: Blob,
  trees: readonly Cbor[],
  usual: string,
  following: Following,
): Promise<boolean | undefined> {
  const boxes = ((await boxHeads(reading(file))) ?? []).filter(({ type }) => type === 'mdat');
  if (trees.length === 0 || trees.length !== boxes.length) return undefined;
  const places = trees.map((tree) => (isMap(tree) ? tree['localId'] : undefined));
  for (const [index, tree] of trees.entries()) {
    if (!isMap(tree)) return undefined;
    // One tree for each box, in the order of boxes.
    if (places[index] !== index && trees.length > 1) return undefined;
    const { count, fixedBlockSize: block, initHash, variableBlockSizes: sizes } = tree;
    const algorithm = typeof tree['alg'] === 'string' ? tree['alg'] : usual;
    const wanted = listOf(tree['hashes']);
    const box = boxes[index];
    const hasher = await hasherOf(algorithm);
    if (initHash !== undefined || sizes !== undefined || !hasher || !box) return undefined;
    if (!isLength(block) || wanted.length === 0) return undefined;
    const from = Math.min(box.end, box.start + headLength);
    if ((box.end - from) / block > mostLeaves) return undefined;
    const leaves = await leavesOf(file, from, box.end, block, hasher, following);
    if (leaves.length !== count) return false;
    const row = await rowOf(leaves, wanted.length, algorithm);
    const fits = row.every((hash, place) => {
      const told = wanted[place];
      return told instanceof Uint8Array && isSame(told, hash);
    });
    if (!fits || row.length !== wanted.length) return false;
  }
  return true;
}

async function leavesOf(
  file: Blob,
  from: number,
  end: number,
  block: number,
  hasher: IHasher,
  { signal, progress }: Following,
): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  let filled = 0;
  for (let at = from; at < end; at += pieceSize) {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(at, Math.min(end, at + pieceSize)).arrayBuffer());
    for (let done = 0; done < bytes.length;) {
      const part = bytes.subarray(done, done + block - filled);
      hasher.update(part);
      filled += part.length;
      done += part.length;
      if (filled < block) break;
      leaves.push(hasher.digest('binary'));
      hasher.init();
      filled = 0;
    }
    progress?.((at - from + bytes.length) / (end - from));
  }
  if (filled > 0) leaves.push(hasher.digest('binary'));
  return leaves;
}

/** The row of a tree with so many hashes: pairs are hashed together, a last one alone goes up as it is. */
async function rowOf(
  leaves: readonly Uint8Array[],
  length: number,
  algorithm: string,
): Promise<readonly Uint8Array[]> {
  let row = leaves;
  while (row.length > length) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < row.length; index += 2) {
      const [one, other] = [row[index], row[index + 1]];
      if (!one) break;
      if (!other) above.push(one);
      else {
        const pair = new Uint8Array(one.length + other.length);
        pair.set(one);
        pair.set(other, one.length);
        above.push((await hashOfBytes(algorithm, pair)) ?? new Uint8Array());
      }
    }
    row = above;
  }
  return row;
}
