/** What one statement says, in short texts that may be shown. */
import { isMap, type Cbor } from './cbor.ts';
import { holderOf } from './certificate.ts';
import { signatureOf } from './signature.ts';
import { assertionsOf, listOf, valueOf, type Manifest } from './store.ts';

const longest = 200;
const mostActions = 20;

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const controls = /[\0-\x1f\x7f]/g;

/** A text to be shown: short, in one line; undefined when it is none. */
export const said = (value: Cbor | undefined): string | undefined => {
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

export type Action = { readonly [key: string]: Cbor };

export const actionsOf = (manifest: Manifest): readonly Action[] =>
  assertionsOf(manifest, 'c2pa.actions').flatMap((box) =>
    listOf(valueOf(box)?.['actions']).filter(isMap),
  );

/** "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" → the last word. */
export const sourceTypeOf = ({ digitalSourceType }: Action): string | undefined =>
  said(digitalSourceType)?.replace(/^.*\//, '');

/** A model that was trained made it, or a part of it. */
export const isTrained = (type: string | undefined): boolean =>
  /^(compositeWithT|t)rainedAlgorithmic(Media|Data)$/.test(type ?? '');

export const toolOf = (action: Action): string | undefined => programOf(action['softwareAgent']);

/** What was done, in the standard's words without their head, each once. */
export const namesOfActions = (actions: readonly Action[]): readonly string[] =>
  [...new Set(actions.flatMap(({ action }) => said(action)?.replace('c2pa.', '') ?? []))].slice(
    0,
    mostActions,
  );

/** The program that wrote a statement. */
export function makerOf({ claim }: Manifest): string | undefined {
  const info: Cbor | undefined = claim['claim_generator_info'];
  return (
    programOf(listOf(info)[0] ?? info) ??
    // "make_test/1.0 c2pa-rs/0.2": programs as browsers name themselves; the first is meant.
    said(claim['claim_generator'])?.split(' ')[0]?.replace('/', ' ').replaceAll('_', ' ')
  );
}

/** Whom the certificate of its signature was given to, as it says itself. */
export function signerOf(manifest: Manifest): string | undefined {
  const [leaf] = signatureOf(manifest)?.chain ?? [];
  return leaf && said(holderOf(leaf));
}
