/**
 * Properties put into an XMP packet that is there, all else of which stays as it is written. RDF lets
 * a thing be described in several places (ISO 16684-1, 7.4), so what is new stands in a description
 * of its own, and only properties of the same name are taken out of the others.
 */
import { fail, ok, type Result } from '#domain/result.ts';

import { nameSpaces, type Prefix } from './names.ts';
import { readProperties } from './properties.ts';
import { escaped } from './write.ts';

/** A simple property; null takes it out. */
export interface MergedProperty {
  readonly prefix: Prefix;
  readonly name: string;
  readonly value: string | null;
}

/** Longest packet that is taken apart, in characters. */
const packetLimit = 4_000_000;

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Prefixes under which a packet writes a name space. */
function prefixesOf(packet: string, space: string): readonly string[] {
  const declared = new RegExp(
    String.raw`xmlns:([\w.-]{1,100})\s*=\s*["']${literal(space)}["']`,
    'g',
  );
  return [...new Set([...packet.matchAll(declared)].flatMap(([, prefix]) => prefix ?? []))];
}

/** A packet without an attribute and elements of a name, prefix and all, in time that grows with it. */
export function withoutName(packet: string, qualified: string): string {
  const full = literal(qualified);
  const attribute = new RegExp(String.raw`\s${full}\s*=\s*(?:"[^"<]*"|'[^'<]*')`, 'g');
  const text = packet.replaceAll(attribute, '');
  const opening = new RegExp(
    String.raw`(?<![ \t])[ \t]*<${full}(?:\s(?:"[^"<]*"|'[^'<]*'|[^"'<>])*|/)?>(?:\r?\n)?`,
    'g',
  );
  const closing = new RegExp(String.raw`</${full}\s*>(?:\r?\n)?`, 'g');
  const parts: string[] = [];
  let from = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex;
    const isWhole = match[0].trimEnd().endsWith('/>');
    if (!isWhole && !closing.exec(text)) break;
    parts.push(text.slice(from, match.index));
    from = isWhole ? opening.lastIndex : closing.lastIndex;
    opening.lastIndex = from;
  }
  return from === 0 ? text : [...parts, text.slice(from)].join('');
}

/** A packet without a property, as attribute or as element. */
function without(packet: string, { prefix, name }: MergedProperty): string {
  let text = packet;
  for (const used of prefixesOf(packet, nameSpaces[prefix]))
    text = withoutName(text, `${used}:${name}`);
  return text;
}

function descriptionOf(about: string, values: readonly MergedProperty[]): string {
  const used = [...new Set(values.map(({ prefix }) => prefix))];
  const spaces = used.map((prefix) => ` xmlns:${prefix}="${nameSpaces[prefix]}"`).join('');
  return [
    `<rdf:Description xmlns:rdf="${nameSpaces.rdf}"${spaces} rdf:about=${about}>`,
    ...values.map(
      ({ prefix, name, value }) =>
        ` <${prefix}:${name}>${escaped(value ?? '')}</${prefix}:${name}>`,
    ),
    '</rdf:Description>',
    '',
  ].join('\n');
}

const fresh = (inner: string): string =>
  [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${nameSpaces.x}" x:xmptk="Inkreel">`,
    `<rdf:RDF xmlns:rdf="${nameSpaces.rdf}">`,
    `${inner}</rdf:RDF>`,
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
    '',
  ].join('\n');

/**
 * The packet with these properties; `corrupt` where what is there cannot be read, and so not kept, or
 * where one of that name cannot be taken out.
 */
export function mergeXmp(
  existing: string | undefined,
  properties: readonly MergedProperty[],
): Result<string> {
  const added = properties.filter(({ value }) => value !== null);
  if (existing === undefined || existing.trim() === '') {
    return ok(fresh(descriptionOf('""', added)));
  }
  if (existing.length > packetLimit) {
    return fail({ code: 'too_large', what: 'its XMP', limit: `${packetLimit} characters` });
  }
  const read = readProperties(existing);
  if (!read.ok) return read;
  let text = existing;
  for (const one of properties) text = without(text, one);
  // It may be written in a way that is read and not taken out: then nothing is said to be gone.
  const left = readProperties(text);
  if (!left.ok) return left;
  if (properties.some(({ prefix, name }) => left.value(prefix, name).length > 0)) {
    return fail({ code: 'corrupt', what: 'this XMP', reason: 'a part of it cannot be taken out' });
  }
  if (added.length === 0) return ok(text);
  const about = /\brdf:about\s*=\s*("[^"<]*"|'[^'<]*')/.exec(text)?.[1] ?? '""';
  const inner = descriptionOf(about, added);
  const end = [...text.matchAll(/<\/[\w.-]{1,100}:RDF\s*>/g)].at(-1)?.index;
  if (end !== undefined) return ok(`${text.slice(0, end)}${inner}${text.slice(end)}`);
  // `<rdf:RDF …/>`: a packet that says nothing.
  return ok(fresh(inner));
}
