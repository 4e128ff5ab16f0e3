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

/** A packet without a property, as attribute or as element. */
function without(packet: string, prefix: Prefix, name: string): string {
  let text = packet;
  for (const used of prefixesOf(packet, nameSpaces[prefix])) {
    const full = `${literal(used)}:${literal(name)}`;
    text = text
      .replaceAll(new RegExp(String.raw`\s${full}\s*=\s*(?:"[^"<]*"|'[^'<]*')`, 'g'), '')
      .replaceAll(new RegExp(String.raw`[ \t]*<${full}(?:\s[^<>]*)?/>\r?\n?`, 'g'), '')
      .replaceAll(
        new RegExp(
          String.raw`[ \t]*<${full}(?:\s[^<>]*[^/<>]|\s)?>[\s\S]*?</${full}\s*>\r?\n?`,
          'g',
        ),
        '',
      );
  }
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

/** The packet with these properties; `corrupt` where what is there cannot be read, and so not kept. */
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
  for (const { prefix, name } of properties) text = without(text, prefix, name);
  if (added.length === 0) return ok(text);
  const about = /\brdf:about\s*=\s*("[^"<]*"|'[^'<]*')/.exec(text)?.[1] ?? '""';
  const inner = descriptionOf(about, added);
  const end = [...text.matchAll(/<\/[\w.-]{1,100}:RDF\s*>/g)].at(-1)?.index;
  if (end !== undefined) return ok(`${text.slice(0, end)}${inner}${text.slice(end)}`);
  // `<rdf:RDF …/>`: a packet that says nothing.
  return ok(fresh(inner));
}
