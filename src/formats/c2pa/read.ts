/**
 * Content credentials (C2PA 2.2): what a file says of its making in a signed statement. Only read:
 * neither signature nor hashes are checked, so it is a claim like any other text in a file.
 */
import type { ContentCredentials } from '#domain/asset.ts';

import { isMap, readCbor, type Cbor } from './cbor.ts';
import { holderOf } from './certificate.ts';
import { contentOf, labelled, readJumbf, type Superbox } from './jumbf.ts';

const longest = 200;
const mostActions = 20;
const mostStatements = 200;

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const controls = /[\0-\x1f\x7f]/g;
const said = (value: Cbor | undefined): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const clean = value.slice(0, longest).replaceAll(controls, ' ').toWellFormed().trim();
  return clean === '' ? undefined : clean;
};

/** A program, told as a text or as a map of name and version. */
function programOf(value: Cbor | undefined): string | undefined {
  if (!isMap(value)) return said(value);
  const name = said(value['name']);
  const version = said(value['version']);
  return name !== undefined && version !== undefined && !name.endsWith(version)
    ? `${name} ${version}`
    : name;
}

/** Reads the store of a file; undefined when it holds no statement that can be read. */
export function readCredentials(store: Uint8Array): ContentCredentials | undefined {
  const root = readJumbf(store).find(({ kind, label }) => kind === 'c2pa' || label === 'c2pa');
  const manifests = (root?.boxes ?? [])
    .filter(({ kind }) => kind === 'c2ma' || kind === 'c2um')
    .slice(-mostStatements);
  // The last one speaks for the file; the others for what it was made from.
  const own = manifests.at(-1);
  const claim = own && cborOf(labelled(own.boxes, 'c2pa.claim'));
  if (!own || !isMap(claim)) return undefined;
  const info: Cbor | undefined = claim['claim_generator_info'];
  const madeBy =
    programOf(Array.isArray(info) ? (info as readonly Cbor[])[0] : info) ??
    // "make_test/1.0 c2pa-rs/0.2": programs as browsers name themselves; the first is meant.
    said(claim['claim_generator'])?.split(' ')[0]?.replace('/', ' ').replaceAll('_', ' ');
  const signedBy = signerOf(own);
  const told = actionsOf(own);
  const all = manifests.flatMap(actionsOf);
  const types = all.flatMap((action) => sourceTypeOf(action) ?? []);
  const ai = types.some(isTrained);
  const type = told.map(sourceTypeOf).find((one) => one !== undefined) ?? types.find(isTrained);
  const tool = all
    .toSorted(
      (one, other) => Number(isTrained(sourceTypeOf(other))) - Number(isTrained(sourceTypeOf(one))),
    )
    .map((action) => programOf(action['softwareAgent']))
    .find((one) => one !== undefined);
  const actions = [
    ...new Set(told.flatMap(({ action }) => said(action)?.replace('c2pa.', '') ?? [])),
  ];
  return {
    ...(madeBy === undefined ? {} : { made_by: madeBy }),
    ...(signedBy === undefined ? {} : { signed_by: signedBy }),
    ...(tool === undefined ? {} : { tool }),
    ...(actions.length === 0 ? {} : { actions: actions.slice(0, mostActions) }),
    ...(type === undefined ? {} : { source_type: type }),
    ai,
    statements: manifests.length,
  };
}

const cborOf = (box: Superbox | undefined): Cbor | undefined => {
  const bytes = contentOf(box, 'cbor');
  return bytes && readCbor(bytes);
};

type Action = { readonly [key: string]: Cbor };

function actionsOf(manifest: Superbox): readonly Action[] {
  const assertions = labelled(manifest.boxes, 'c2pa.assertions')?.boxes ?? [];
  return assertions
    .filter(({ label }) => label.startsWith('c2pa.actions'))
    .flatMap((box) => {
      const told = cborOf(box);
      const list = isMap(told) ? told['actions'] : undefined;
      return Array.isArray(list) ? (list as readonly Cbor[]).filter(isMap) : [];
    });
}

/** "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" → the last word. */
const sourceTypeOf = ({ digitalSourceType }: Action): string | undefined =>
  said(digitalSourceType)?.replace(/^.*\//, '');

const isTrained = (type: string | undefined): boolean =>
  /^(compositeWithT|t)rainedAlgorithmic(Media|Data)$/.test(type ?? '');

/** The holder of the first certificate of a signature (COSE_Sign1, RFC 9052, with x5chain). */
function signerOf(manifest: Superbox): string | undefined {
  const signature = cborOf(labelled(manifest.boxes, 'c2pa.signature'));
  if (!Array.isArray(signature)) return undefined;
  const [guarded, open] = signature as readonly Cbor[];
  const head = guarded instanceof Uint8Array ? readCbor(guarded) : guarded;
  for (const map of [head, open]) {
    if (!isMap(map)) continue;
    const chain = map['33'] ?? map['x5chain'];
    const first = Array.isArray(chain) ? (chain as readonly Cbor[])[0] : chain;
    if (first instanceof Uint8Array) return said(holderOf(first));
  }
  return undefined;
}
