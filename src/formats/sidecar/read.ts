/** A file beside a media file, read into what it says. Untrusted: limits first, nothing is expanded. */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Said } from '#domain/said.ts';

import { extensionOf, knownExtensions } from '../media-formats.ts';
import { readXmp } from '../xmp/read.ts';

import { readJsonSidecar } from './json.ts';
import { sidecarEnding } from './pair.ts';
import { readTagList } from './tag-list.ts';

/** Larger files are not read at all: raw developers keep masks in XMP, and they stay below this. */
export const largestSidecar = 8 * 1024 * 1024;
const largestList = 256 * 1024;

/** Why a file of this size is not read, or null. */
export function sidecarTooLarge(name: string, size: number): Failure | null {
  const limit = sidecarEnding(name) === 'txt' ? largestList : largestSidecar;
  if (size <= limit) return null;
  const megabytes = limit / 1024 / 1024;
  return { code: 'too_large', what: `The sidecar “${name}”`, limit: `${String(megabytes)} MB` };
}

/** UTF-8, or what the mark at the beginning says; a text in neither is Latin-1. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/**
 * Reads a sidecar. null: it is none that is known here, say the JSON or the notes of another program.
 *
 * @param of the name of the file that it lies beside
 */
export function readSidecar(name: string, bytes: Uint8Array, of: string): Result<Said | null> {
  const large = sidecarTooLarge(name, bytes.length);
  if (large !== null) return fail(large);
  if (bytes.length === 0) {
    return fail({ code: 'corrupt', what: `The sidecar “${name}”`, reason: 'the file is empty' });
  }
  const read = readText(name, textOf(bytes));
  if (read.ok) return ok(read.value === null ? null : named(read.value, of));
  const { failure } = read;
  return failure.code === 'corrupt'
    ? fail({ ...failure, what: `The sidecar “${name}”` })
    : fail(failure);
}

function readText(name: string, text: string): Result<Said | null> {
  const ending = sidecarEnding(name);
  if (ending === 'json') return readJsonSidecar(text);
  return ending === 'xmp' ? readXmp(text) : ok(readTagList(text));
}

/** A title becomes a name with the ending of its file, unless it says no more than the name does. */
function named({ title, ...said }: Said, of: string): Said {
  if (title === undefined || said.name !== undefined) return said;
  const ending = extensionOf(of);
  const stem = ending === '' ? of : of.slice(0, -(ending.length + 1));
  if (title === of || title === stem) return said;
  const hasEnding = knownExtensions.includes(extensionOf(title));
  return { ...said, name: hasEnding || ending === '' ? title : `${title}.${ending}` };
}
