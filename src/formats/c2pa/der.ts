/** DER (ITU-T X.690), the language of certificates and keys: read within bounds, and written. */
import { concat, latin1, u8 } from '../bytes.ts';

export interface Element {
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The element at a place; undefined when it reaches beyond the bytes. */
export function elementAt(der: Uint8Array, at: number, limit: number): Element | undefined {
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
  return { tag: u8(der, at), start: at, body, end: body + length };
}

/** The elements in another one, up to the first that is damaged. */
export function* elements(der: Uint8Array, { body, end }: Pick<Element, 'body' | 'end'>) {
  for (let at = body; at < end;) {
    const element = elementAt(der, at, end);
    if (!element) return;
    yield element;
    at = element.end;
  }
}

/** An object identifier as DER writes it, e.g. 2.5.4.3 → "\x55\x04\x03". */
export function oidBytes(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const sevens = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      sevens.unshift((left % 128) | 0x80);
    bytes.push(...sevens);
  }
  return Uint8Array.from(bytes);
}

/** Whether an element is this object identifier. */
export const isOid = (der: Uint8Array, element: Element | undefined, dotted: string): boolean =>
  element?.tag === tags.oid &&
  latin1(der, element.body, element.end - element.body) ===
    String.fromCharCode(...oidBytes(dotted));

/** A moment as certificates write it (UTCTime or GeneralizedTime, in UTC), in ms; undefined when it is none. */
export function momentOf(der: Uint8Array, element: Element | undefined): number | undefined {
  if (element?.tag !== tags.utcTime && element?.tag !== tags.generalTime) return undefined;
  const text = latin1(der, element.body, Math.min(30, element.end - element.body));
  const fits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text);
  if (!fits) return undefined;
  const [year = 0, month = 0, ...rest] = fits.slice(1).map(Number);
  const isShort = (fits[1]?.length ?? 0) === 2;
  const whole = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  const moment = Date.UTC(whole, month - 1, rest[0], rest[1], rest[2], rest[3]);
  return Number.isNaN(moment) ? undefined : moment;
}

/** An element: tag, length, contents. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const sizes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) sizes.unshift(left % 256);
  const head = length < 128 ? [tag, length] : [tag, 0x80 | sizes.length, ...sizes];
  return concat([Uint8Array.from(head), ...parts]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  der(tags.sequence, ...parts);
export const oid = (dotted: string): Uint8Array<ArrayBuffer> => der(tags.oid, oidBytes(dotted));
/** Bits whose last byte is used up to `unused` bits. */
export const bits = (bytes: Uint8Array, unused = 0): Uint8Array<ArrayBuffer> =>
  der(tags.bits, Uint8Array.of(unused), bytes);
