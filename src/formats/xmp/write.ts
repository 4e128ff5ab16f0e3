/**
 * XMP as a text (ISO 16684-1): one packet, for a file of its own or for a place inside another one.
 * Properties are those that other programs read: Dublin Core, IPTC's core and extension, Lightroom's
 * and digiKam's trees of tags; what none of them has a word for stands in a name space of our own.
 */
import type { Said } from '#domain/said.ts';

import { nameSpaces, pickLabels, type Prefix } from './names.ts';
import { sourceTypeBase } from './source-type.ts';

// oxlint-disable-next-line no-control-regex -- XML has no way to write them at all (XML 1.0, 2.2)
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

/** A text as XML may hold it, in content and in attributes. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Left as it is, a reader makes a line feed of it.
    .replaceAll('\r', '&#13;');

type Name = `${Prefix}:${string}`;
/** The lines of one property, indented for where they stand. */
type Property = readonly string[];

const simple = (name: Name, text: string): Property => [`<${name}>${escaped(text)}</${name}>`];

const list = (name: Name, kind: 'Bag' | 'Seq', items: readonly string[]): Property => [
  `<${name}>`,
  ` <rdf:${kind}>`,
  ...items.map((item) => `  <rdf:li>${escaped(item)}</rdf:li>`),
  ` </rdf:${kind}>`,
  `</${name}>`,
];

/** A text in the language that nobody named. */
const worded = (name: Name, text: string): Property => [
  `<${name}>`,
  ' <rdf:Alt>',
  `  <rdf:li xml:lang="x-default">${escaped(text)}</rdf:li>`,
  ' </rdf:Alt>',
  `</${name}>`,
];

/** A property where there is something to say. */
const where = <Value>(
  value: Value | undefined,
  write: (value: Value) => Property,
): readonly Property[] => (value === undefined || value === '' ? [] : [write(value)]);

/** Trees of tags: every tag with its place, where the sign between the levels leaves no doubt. */
function treeOf(
  { tags = [], tag_paths = [] }: Said,
  name: Name,
  kind: 'Bag' | 'Seq',
  sign: string,
): readonly Property[] {
  const placed = new Set(tag_paths.map((path) => path.at(-1)));
  const paths = [...tag_paths, ...tags.filter((tag) => !placed.has(tag)).map((tag) => [tag])];
  const lines = paths
    .filter((path) => !path.some((tag) => tag.includes(sign)))
    .map((path) => path.join(sign));
  return lines.length === 0 ? [] : [list(name, kind, [...new Set(lines)])];
}

function pickOf({ approved, review }: Said): string | undefined {
  if (approved === true) return pickLabels.approved;
  return review === undefined ? undefined : pickLabels[review];
}

/** Bridge and darktable show a rejected picture by its rating; stars, where there are any, stay. */
const ratingOf = ({ rating, review }: Said): string | undefined => {
  if (rating !== undefined) return String(rating);
  return review === 'rejected' ? '-1' : undefined;
};

function propertiesOf(said: Said): readonly Property[] {
  const { tags = [], creators = [], generation } = said;
  const told = said.provenance === 'enhanced' ? undefined : generation;
  return [
    ...where(said.title, (text) => worded('dc:title', text)),
    ...where(said.description ?? said.alt_text, (text) => worded('dc:description', text)),
    ...where(said.alt_text, (text) => worded('Iptc4xmpCore:AltTextAccessibility', text)),
    ...(tags.length > 0 ? [list('dc:subject', 'Bag', tags)] : []),
    ...treeOf(said, 'lr:hierarchicalSubject', 'Bag', '|'),
    ...treeOf(said, 'digiKam:TagsList', 'Seq', '/'),
    ...where(ratingOf(said), (text) => simple('xmp:Rating', text)),
    ...where(said.label, (text) => simple('xmp:Label', text)),
    ...where(pickOf(said), (text) => simple('digiKam:PickLabel', text)),
    ...(creators.length > 0 ? [list('dc:creator', 'Seq', creators)] : []),
    ...where(said.rights, (text) => worded('dc:rights', text)),
    ...where(said.source, (text) => simple('photoshop:Source', text)),
    ...where(said.taken_at, (text) => simple('xmp:CreateDate', text)),
    ...where(said.taken_at, (text) => simple('photoshop:DateCreated', text)),
    ...where(said.source_type, (term) =>
      simple('Iptc4xmpExt:DigitalSourceType', `${sourceTypeBase}${term}`),
    ),
    // IPTC Photo Metadata 2025.1: what a model was asked, and which one. A tool that only changed
    // the work is no such system; our own record below names it.
    ...where(told?.prompt, (text) => simple('Iptc4xmpExt:AIPromptInformation', text)),
    ...where(told?.model, (text) => simple('Iptc4xmpExt:AISystemUsed', text)),
    ...where(said.theme, (text) => simple('inkreel:Theme', text)),
    ...where(said.provenance, (text) => simple('inkreel:Provenance', text)),
    ...where(generation, (record) => simple('inkreel:Generation', JSON.stringify(record))),
    ...where(said.created_at, (time) => simple('inkreel:Added', new Date(time).toISOString())),
  ];
}

/** A whole XMP packet, UTF-8 when encoded, without padding; `end="w"` lets others write in it. */
export function xmpPacket(said: Said): string {
  const lines = propertiesOf(said).flat();
  const used = (Object.keys(nameSpaces) as Prefix[]).filter(
    (prefix) =>
      !['rdf', 'xml', 'x'].includes(prefix) && lines.some((line) => line.startsWith(`<${prefix}:`)),
  );
  const declared = used.map((prefix) => `\n    xmlns:${prefix}="${nameSpaces[prefix]}"`);
  return `${[
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${nameSpaces.x}" x:xmptk="Inkreel">`,
    ` <rdf:RDF xmlns:rdf="${nameSpaces.rdf}">`,
    `  <rdf:Description rdf:about=""${declared.join('')}>`,
    ...lines.map((line) => `   ${line}`),
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')}\n`;
}
