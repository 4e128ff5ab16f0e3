/**
 * What an X.509 certificate (RFC 5280) says: to whom it was given, by whom, for which time and which
 * key. Read and not judged: anybody can write a certificate.
 */
import { latin1 } from '../bytes.ts';

import { elementAt, elements, momentOf, tags, type Element } from './der.ts';

export interface Certificate {
  /** The organisation, else the name, in its subject. */
  readonly holder?: string;
  /** Who gave it, told in the same way. */
  readonly issuer?: string;
  /** In ms UTC. */
  readonly from?: number;
  readonly until?: number;
  /** SubjectPublicKeyInfo, as keys are imported. */
  readonly key?: Uint8Array<ArrayBuffer>;
}

/** The version of a certificate, which the first one leaves out. */
const version = 0xa0;
/** Object identifiers 2.5.4.10 (organisation) and 2.5.4.3 (name), as DER writes them. */
const organisation = '\x55\x04\x0a';
const name = '\x55\x04\x03';

/** Reads a certificate; undefined when it is none. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  const certificate = elementAt(der, 0, der.length);
  const [signed] = certificate ? elements(der, certificate) : [];
  if (certificate?.tag !== tags.sequence || signed?.tag !== tags.sequence) return undefined;
  // Number, algorithm, issuer, validity, subject, key.
  const fields = [...elements(der, signed)].filter(({ tag }) => tag !== version);
  const [, , issuer, validity, subject, key] = fields;
  if (subject?.tag !== tags.sequence) return undefined;
  const [begins, ends] = validity ? elements(der, validity) : [];
  const holder = nameIn(der, subject);
  const giver = issuer && nameIn(der, issuer);
  const from = momentOf(der, begins);
  const until = momentOf(der, ends);
  return {
    ...(holder === undefined ? {} : { holder }),
    ...(giver === undefined ? {} : { issuer: giver }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(key && { key: der.slice(key.start, key.end) }),
  };
}

function nameIn(der: Uint8Array, subject: Element): string | undefined {
  const said = new Map<string, string>();
  for (const set of elements(der, subject)) {
    for (const pair of elements(der, set)) {
      const [key, value] = elements(der, pair);
      if (!key || !value) continue;
      const text = new TextDecoder().decode(der.subarray(value.body, value.end));
      said.set(latin1(der, key.body, key.end - key.body), text);
    }
  }
  return said.get(organisation) ?? said.get(name);
}

/** The name of whom a certificate (DER) was given to; undefined when it cannot be read. */
export const holderOf = (der: Uint8Array): string | undefined => readCertificate(der)?.holder;
