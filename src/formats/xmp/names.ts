/** Name spaces of XMP by the prefix under which they are usually written, and the pick labels. */
import type { ReviewMark } from '#domain/asset.ts';

export const nameSpaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xml: 'http://www.w3.org/XML/1998/namespace',
  x: 'adobe:ns:meta/',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  inkreel: 'urn:inkreel:xmp:1.0:',
} as const;

export type Prefix = keyof typeof nameSpaces;

/** digiKam's pick label: 1 rejected, 2 pending, 3 accepted. */
export const pickLabels: Readonly<Record<'approved' | ReviewMark, string>> = {
  rejected: '1',
  later: '2',
  approved: '3',
};
