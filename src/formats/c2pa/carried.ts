/** Statements of a source that go along with what was made from it, and what checking them gave. */
import type { MediaFormat } from '../media-formats.ts';

import { partsOf, readStore, wholeAddress } from './store.ts';
import type { Carried, Finding } from './statement.ts';
import { findStore } from './stores.ts';
import { verifyCredentials, type VerifyOptions } from './verify.ts';

const prefix = 'self#jumbf=';

/**
 * The statements in a file, checked as they are carried along, in the codes of C2PA 2.2 (section
 * 15.2); undefined for a file without, or whose statements cannot be read.
 */
export async function carriedFrom(
  file: Blob,
  format: MediaFormat,
  options: VerifyOptions,
): Promise<Carried | undefined> {
  const found = await findStore(file, format);
  const told = found && (await verifyCredentials(file, found, options));
  const own = found && readStore(found.store).at(-1);
  if (!found || !told?.checked || !own) return undefined;
  const { state, why } = told.checked;
  const at = (path: string): string => `${prefix}${wholeAddress(path, own)}`;
  const signature = at('c2pa.signature');
  const bindings: Finding[] = [];
  const parts: Finding[] = partsOf(own).flatMap((part) => {
    if (!part) return [];
    const url = at(part.url);
    const kind = /c2pa\.hash\.(data|bmff)/.exec(url)?.[1];
    if (kind !== undefined) {
      const code = kind === 'data' ? 'assertion.dataHash' : 'assertion.bmffHash';
      bindings.push({ code: `${code}.${why === 'file' ? 'mismatch' : 'match'}`, url });
    }
    return [{ code: 'assertion.hashedURI.match', url }];
  });
  const untrusted: Finding = { code: 'signingCredential.untrusted', url: signature };
  if (state === 'signature' || why === 'algorithm' || why === 'unreadable') {
    const code = state === 'signature' ? 'claimSignature.mismatch' : 'algorithm.unsupported';
    return carried([], [untrusted, { code, url: signature }]);
  }
  const fits: Finding = { code: 'claimSignature.validated', url: signature };
  if (why === 'statement') {
    const code = 'assertion.hashedURI.mismatch';
    return carried([fits], [untrusted, { code, url: at('c2pa.assertions') }]);
  }
  if (why === 'file') return carried([fits, ...parts], [untrusted, ...bindings]);
  return carried([fits, ...parts, ...(why ? [] : bindings)], [untrusted]);

  function carried(success: readonly Finding[], failure: readonly Finding[]): Carried {
    return { store: found?.store ?? new Uint8Array(), label: own?.label ?? '', success, failure };
  }
}
