import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Said } from '#domain/said.ts';
import { dateOf, readXmp } from './read.ts';
import { xmpPacket } from './write.ts';
import { readXml } from './xml.ts';

const whole: Said = {
  title: 'A <b> & "c"',
  alt_text: 'A cat\nasleep',
  description: 'Taken at home',
  tags: ['black & white', 'a/b', 'cat'],
  tag_paths: [['animals', 'cat']],
  rating: 4,
  review: 'later',
  theme: 'night',
  source: 'Midjourney',
  provenance: 'ai_generated',
  source_type: 'trainedAlgorithmicMedia',
  label: 'Red',
  creators: ['Mina', 'Jun'],
  rights: '© 2026 Mina',
  taken_at: '2024-05-31T18:04:05',
  created_at: 1_780_000_000_000,
  generation: { provider: 'x', model: 'sdxl', prompt: 'a <cat>', seed: 7, params: { steps: 20 } },
};

const rdf = (inside: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
   xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
   ${inside}</rdf:RDF></x:xmpmeta>`;
const read = (packet: string): Said => {
  const result = readXmp(packet);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

test('A7: a packet reads back everything that was written into it', () => {
  const { tags, ...rest } = whole;
  const { tags: back, ...others } = read(xmpPacket(whole));
  expect(others).toEqual(rest);
  expect(new Set(back)).toEqual(new Set(tags));
});

test('A7: any text survives the way out and back, and no text breaks the packet', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      // What XML cannot hold is left out; blanks at the ends are no part of a text.
      const kept = text
        .toWellFormed()
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '')
        .trim();
      expect(read(xmpPacket({ rights: text })).rights ?? '').toBe(kept);
    }),
    { numRuns: 100 },
  );
});

describe('A7: XMP of other programs', () => {
  test('Lightroom: properties as attributes, keywords with the trees above them', () => {
    const said = read(
      rdf(`<rdf:Description rdf:about="" xmp:Rating="5" xmp:Label="Green" photoshop:DateCreated="2023-07-01T10:00:00+02:00">
        <dc:title><rdf:Alt><rdf:li xml:lang="de">Katze</rdf:li><rdf:li xml:lang="x-default">Cat</rdf:li></rdf:Alt></dc:title>
        <dc:subject><rdf:Bag><rdf:li>Cat</rdf:li></rdf:Bag></dc:subject>
        <lr:hierarchicalSubject><rdf:Bag><rdf:li>Animals</rdf:li><rdf:li>Animals|Cat</rdf:li></rdf:Bag></lr:hierarchicalSubject>
       </rdf:Description>`),
    );
    expect(said).toEqual({
      title: 'Cat',
      tags: ['Cat'],
      tag_paths: [['Animals', 'Cat']],
      rating: 5,
      label: 'Green',
      taken_at: '2023-07-01T10:00:00+02:00',
    });
  });

  test('digiKam: a tree by strokes, a pick label; both trees give one place', () => {
    const said = read(
      rdf(`<rdf:Description rdf:about="" digiKam:PickLabel="3" xmp:Rating="0">
        <digiKam:TagsList><rdf:Seq><rdf:li>Places/Seoul</rdf:li></rdf:Seq></digiKam:TagsList>
        <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Seoul</rdf:li></rdf:Bag></lr:hierarchicalSubject>
       </rdf:Description>`),
    );
    expect(said).toEqual({
      tags: ['Seoul'],
      tag_paths: [['Places', 'Seoul']],
      approved: true,
    });
  });

  test('darktable: rejected is a rating of −1; the source type names a model', () => {
    const said = read(
      rdf(`<rdf:Description rdf:about="" xmp:Rating="-1"
        i:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"/>`),
    );
    expect(said).toEqual({
      review: 'rejected',
      source_type: 'compositeWithTrainedAlgorithmicMedia',
      provenance: 'ai_generated',
    });
  });

  test('prefixes are only names: another one for the same space is read', () => {
    const said = read(
      `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description><q:rights
        xmlns:q="http://purl.org/dc/elements/1.1/"><![CDATA[© <Jun>]]></q:rights></r:Description></r:RDF>`,
    );
    expect(said).toEqual({ rights: '© <Jun>' });
  });
});

describe('XML that means harm', () => {
  test.each([
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a file of the disk', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['too deep', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
    ['too many', `<a>${'<b/>'.repeat(60_000)}</a>`],
    ['broken off', '<a><b>'],
    ['crossed', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['nothing', ''],
    ['no XML', 'rating: 5'],
  ])('%s is refused', (_, text) => {
    expect(readXml(text)).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  });

  test('no text makes the reader throw or wait', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '/', 'a', ':', '"', '=', '&', ';', '!', '--', '?', ' ')),
        (parts) => {
          expect(typeof readXml(parts.join('')).ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['2024:05:31 18:04:05', '2024-05-31T18:04:05'],
  ['2024-05-31T18:04:05.12Z', '2024-05-31T18:04:05.12Z'],
  ['2024', '2024'],
  ['0000:00:00 00:00:00', undefined],
  ['yesterday', undefined],
])('the date %s is %s', (written, date) => expect(dateOf(written)).toBe(date));
