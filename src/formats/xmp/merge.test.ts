import { expect, test } from 'vitest';

import { mergeXmp } from './merge.ts';
import { readProperties } from './properties.ts';

const recipe = { prefix: 'inkreel', name: 'Recipe', value: '{"a":"<b> & \\"c\\""}' } as const;
const type = (value: string | null) =>
  ({ prefix: 'Iptc4xmpExt', name: 'DigitalSourceType', value }) as const;

function all(packet: string) {
  const read = readProperties(packet);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
function merged(...given: Parameters<typeof mergeXmp>): string {
  const made = mergeXmp(...given);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

const camera = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="uuid:1" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Make="Lens &amp; Co"
 xmlns:I="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" I:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
 <dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li>fox</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

test('D1 what is there stays, what has the same name is replaced, under whatever prefix', () => {
  const packet = merged(camera, [recipe, type('x/algorithmicallyEnhanced')]);
  const read = all(packet);
  expect(read('inkreel', 'Recipe')).toEqual([recipe.value]);
  expect(read('Iptc4xmpExt', 'DigitalSourceType')).toEqual(['x/algorithmicallyEnhanced']);
  expect(read('dc', 'subject')).toEqual(['fox']);
  expect(packet).toContain('tiff:Make="Lens &amp; Co"');
  expect(packet.match(/about="uuid:1"/g)).toHaveLength(2);
});

test('D1 merging twice is merging once, and null takes out', () => {
  const once = merged(camera, [recipe, type('x/a')]);
  const twice = merged(once, [{ ...recipe, value: '{"b":1}' }, type(null)]);
  expect(all(twice)('inkreel', 'Recipe')).toEqual(['{"b":1}']);
  expect(twice.match(/Recipe>/g)).toHaveLength(2);
  expect(all(twice)('Iptc4xmpExt', 'DigitalSourceType')).toEqual([]);
});

test('D1 without a packet there is a new one; what cannot be read is not thrown away', () => {
  expect(all(merged(undefined, [recipe]))('inkreel', 'Recipe')).toEqual([recipe.value]);
  expect(mergeXmp('<x:xmpmeta', [recipe])).toMatchObject({ ok: false });
});
