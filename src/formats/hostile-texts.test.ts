/** Texts that are made to hold a reader up, to overthrow it, or to hide something in it. */
import { describe, expect, it } from 'vitest';

import { bytesOf, bytesOfU32, concat } from './bytes.ts';
import { readComfyui } from './generation/comfyui.ts';
import { pictureTexts } from './generation/texts.ts';
import { looseJson } from './generation/values.ts';
import { parseRecipe } from './recipe/read.ts';
import { xmpWithoutPlace } from './recipe/write.ts';
import { readTagList } from './sidecar/tag-list.ts';
import { svgSize } from './svg/size.ts';
import { mergeXmp } from './xmp/merge.ts';
import { readXml } from './xmp/xml.ts';

/** What grows with the square of these texts takes minutes. */
const soon = 4_000;
function quickly<Value>(read: () => Value): Value {
  const before = performance.now();
  const value = read();
  expect(performance.now() - before).toBeLessThan(soon);
  return value;
}

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const exif = 'http://ns.adobe.com/exif/1.0/';
const packet = (inner: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}">${inner}</rdf:RDF></x:xmpmeta>`;

describe('a reader is not held up', () => {
  it('by JSON whose text never ends', () => {
    expect(quickly(() => looseJson(`"${'\\"'.repeat(400_000)}`))).toBeUndefined();
    expect(looseJson('{"a": "x\\\\", "b": NaN}')).toEqual({ a: 'x\\', b: null });
  });

  it('by empty lines where tags are expected', () => {
    expect(quickly(() => readTagList(`${'\n'.repeat(250_000)}fox`))).toEqual({ tags: ['fox'] });
  });

  it('by name spaces that are declared on every level', () => {
    const many = (level: number): string =>
      Array.from({ length: 1_500 }, (_, at) => ` xmlns:a${level}b${at}="u"`).join('');
    const levels = Array.from({ length: 20 }, (_, level) => `<a${many(level)}>`).join('');
    const text = `${levels}${'<b xmlns:c="u"/>'.repeat(20_000)}${'</a>'.repeat(20)}`;
    expect(quickly(() => readXml(text))).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  });

  it('by a packet of blanks, or of beginnings in literal text', () => {
    const gone = [{ prefix: 'exif', name: 'GPSLatitude', value: null }] as const;
    const blanks = packet(`<rdf:Description xmlns:exif="${exif}"/>${' '.repeat(900_000)}`);
    expect(quickly(() => mergeXmp(blanks, gone))).toEqual({ ok: true, value: blanks });
    const literal = `<![CDATA[${'<exif:GPSLatitude>'.repeat(40_000)}]]>`;
    const begun = packet(
      `<rdf:Description xmlns:exif="${exif}"><exif:Note>${literal}</exif:Note></rdf:Description>`,
    );
    expect(quickly(() => mergeXmp(begun, gone)).ok).toBe(true);
  });

  it('by zeros in a camera’s comment, or by the digits of a length', async () => {
    const zeros = 1_500_000;
    // One directory with one entry: a description, behind it.
    const head = concat([bytesOf('MM\0*'), bytesOfU32(8), bytesOf('\0\x01\x01\x0e\0\x02')]);
    const block = concat([head, bytesOfU32(zeros + 1), bytesOfU32(26), bytesOfU32(0)]);
    const hostile = concat([block, new Uint8Array(zeros), bytesOf('x')]);
    const before = performance.now();
    await pictureTexts(new Uint8Array(), 'jpeg', hostile);
    expect(performance.now() - before).toBeLessThan(soon);
    const svg = new TextEncoder().encode(`<svg width="${'1'.repeat(60_000)}x" height="4">`);
    expect(quickly(() => svgSize(svg))).toBeUndefined();
  });
});

describe('a reader is not overthrown', () => {
  const recipe = { format: 'inkreel-recipe', version: 1, provenance: 'enhanced', sources: [] };

  it('by settings that are nested without end', () => {
    const text = JSON.stringify({ ...recipe, tool: { kind: 'upscale', settings: { deep: 0 } } });
    const deep = text.replace('"deep":0', `"deep":${'['.repeat(90_000)}${']'.repeat(90_000)}`);
    expect(parseRecipe(deep)).toEqual(recipe);
    expect(parseRecipe(text)?.tool).toEqual({ kind: 'upscale', settings: { deep: 0 } });
  });

  it('by nodes of a graph that are called what every object has', () => {
    for (const type of ['constructor', 'toString', '__proto__']) {
      const nodes = [{ id: 1, type, inputs: [], widgets_values: [1] }];
      expect(readComfyui(undefined, { nodes, links: [] })).toBeUndefined();
    }
  });

  it('by a node with more wires than a call takes', () => {
    const wires = Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`w${at}`, []]));
    const graph = {
      1: { class_type: 'KSampler', inputs: { positive: ['2', 0], seed: 7 } },
      2: { class_type: 'Join', inputs: { ...wires, text: 'a fox' } },
    };
    expect(readComfyui(graph)).toMatchObject({ prompt: 'a fox', seed: '7' });
  });
});

describe('a place in a packet', () => {
  const at = (attribute: string, spaces: string): string =>
    packet(`<rdf:Description ${spaces} ${attribute}="47.37" dc:format="image/jpeg"/>`);

  it('is taken out under the names of drones and of other prefixes too', () => {
    for (const [name, spaces] of [
      ['exif:GPSLatitude', `xmlns:exif="${exif}"`],
      ['e:GPSLatitude', `xmlns:e="${exif.slice(0, -1)}&#47;"`],
      ['drone-dji:GpsLatitude', 'xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"'],
      ['drone-dji:GpsLongtitude', 'xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"'],
    ] as const) {
      const bare = xmpWithoutPlace(at(name, spaces));
      if (!bare.ok) throw new Error(JSON.stringify(bare.failure));
      expect(bare.value).not.toContain('47.37');
      expect(bare.value).toContain('image/jpeg');
    }
  });

  it('that cannot be taken out is not said to be gone', () => {
    const odd = xmpWithoutPlace(at('é:GPSLatitude', `xmlns:é="${exif}"`));
    expect(odd).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
    const town = `<rdf:Description xmlns:é="http://ns.adobe.com/photoshop/1.0/" é:City="Zürich"/>`;
    expect(xmpWithoutPlace(packet(town))).toMatchObject({ ok: false });
  });
});
