/**
 * Who a certificate says it belongs to: the organisation (else the name) in the subject of an X.509
 * certificate (RFC 5280). Read and not checked: anybody can write a certificate.
 */
import { latin1, u8 } from '../bytes.ts';

interface Element {
  readonly tag: number;
  readonly body: number;
  readonly end: number;
}

/** The DER element at a place; undefined when it reaches beyond the bytes. */
function elementAt(der: Uint8Array, at: number, limit: number): Element | undefined {
  const first = u8(der, at + 1);
  let length = first;
  let body = at + 2;
  if (first > 0x80 && first <= 0x84) {
    length = 0;
    for (let index = 0; index < first - 0x80; index += 1)
      length = length * 256 + u8(der, at + 2 + index);
    body += first - 0x80;
  }
  if (!(body + length <= limit) || first === 0x80) return undefined;
  return { tag: u8(der, at), body, end: body + length };
}

function* elements(der: Uint8Array, { body, end }: Pick<Element, 'body' | 'end'>) {
  for (let at = body; at < end;) {
    const element = elementAt(der, at, end);
    if (!element) return;
    yield element;
    at = element.end;
  }
}

const sequence = 0x30;
/** The version of a certificate, which the first one leaves out. */
const version = 0xa0;
/** Object identifiers 2.5.4.10 (organisation) and 2.5.4.3 (name), as DER writes them. */
const organisation = '\x55\x04\x0a';
const name = '\x55\x04\x03';

/** The name of whom a certificate (DER) was given to; undefined when it cannot be read. */
export function holderOf(der: Uint8Array): string | undefined {
  const certificate = elementAt(der, 0, der.length);
  const [signed] = certificate ? elements(der, certificate) : [];
  if (certificate?.tag !== sequence || signed?.tag !== sequence) return undefined;
  const fields = [...elements(der, signed)].filter(({ tag }) => tag !== version);
  // Number, algorithm, issuer, validity, subject.
  const subject = fields[4];
  if (subject?.tag !== sequence) return undefined;
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
