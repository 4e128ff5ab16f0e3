/** What is signed: a statement of how a file was made, as the boxes of C2PA 2.2 (claim version 2). */
import { sourceTypeBase } from '../xmp/source-type.ts';

import { writeCbor, type CborValue } from './cbor-write.ts';
import { hashOfBytes } from './digest.ts';
import { box, superbox } from './jumbf-write.ts';
import { coseTag, signedBytes } from './signature.ts';
import type { Signer } from './signer.ts';
import { readJumbf } from './jumbf.ts';

/** A program or a tool of it. */
export interface Tool {
  readonly name: string;
  readonly version?: string;
}

/** One thing that was done, e.g. "c2pa.cropped"; the first is "c2pa.created" or "c2pa.opened". */
export interface StatedAction {
  readonly action: string;
  readonly tool?: Tool;
  /** IPTC's term. */
  readonly source_type?: string;
  readonly description?: string;
  /** Places in the list of ingredients: what was opened or placed. */
  readonly ingredients?: readonly number[];
}

/** What it was made from. */
export interface StatedIngredient {
  readonly title: string;
  readonly mime: string;
  readonly relation: 'parentOf' | 'componentOf';
  /** Its own statements. */
  readonly carried?: Carried;
}

/** Statements of another file that are carried along, and what checking them gave. */
export interface Carried {
  readonly store: Uint8Array;
  /** Address (from the top) of the statement that speaks for it, and of its signature. */
  readonly label: string;
  /** Codes of C2PA for what was found, with the address of what each is about. */
  readonly success: readonly Finding[];
  readonly failure: readonly Finding[];
}

export interface Finding {
  readonly code: string;
  readonly url: string;
}

export interface Statement {
  readonly title: string;
  readonly mime: string;
  readonly program: Tool;
  /** SHA-256 of the file before it is signed: names the statement, so that the same is named the same. */
  readonly seed: string;
  readonly actions: readonly StatedAction[];
  readonly ingredients: readonly StatedIngredient[];
}

/** What ties the statement to the file; of the same length whatever its hash is. */
export interface Binding {
  readonly label: 'c2pa.hash.data' | 'c2pa.hash.bmff.v3';
  readonly value: CborValue;
}

const holding = (label: string, value: CborValue): Uint8Array<ArrayBuffer> =>
  superbox('cbor', label, box('cbor', writeCbor(value)));

/** A UUID made of a hash: the same for the same. */
function uuidOf(hash: Uint8Array): string {
  const bytes = hash.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  (await hashOfBytes('sha256', bytes)) ?? new Uint8Array(32);

/** What of a statement does not depend on the file's bytes: made once, signed often. */
export interface Prepared {
  /** The store with a tie; unsigned, it is as long as signed. */
  store(binding: Binding, isSigned: boolean): Promise<Uint8Array<ArrayBuffer>>;
}

/** Prepares the store of a file: the statements that are carried along, then its own. */
export async function prepare(statement: Statement, signer: Signer): Promise<Prepared> {
  const carried = carriedBoxes(statement.ingredients);
  const known = writeCbor([
    statement.seed,
    statement.title,
    statement.mime,
    [...signer.chain],
    statement.actions.map((one) => JSON.stringify(one)),
    statement.ingredients.map(({ title, relation, carried: store }) =>
      [title, relation, store?.label ?? ''].join('\n'),
    ),
  ]);
  const name = await sha256(known);
  const label = `urn:c2pa:${uuidOf(name)}`;
  const link = async (assertion: Uint8Array, its: string): Promise<CborValue> => ({
    url: `self#jumbf=c2pa.assertions/${its}`,
    hash: await sha256(assertion.subarray(8)),
  });

  const ingredients: { readonly box: Uint8Array; readonly link: CborValue }[] = [];
  for (const [index, one] of statement.ingredients.entries()) {
    const its = index === 0 ? 'c2pa.ingredient.v3' : `c2pa.ingredient.v3__${index}`;
    const made = holding(its, await ingredientValue(one, carried));
    ingredients.push({ box: made, link: await link(made, its) });
  }
  const actions = holding('c2pa.actions.v2', {
    actions: statement.actions.map((one) => actionValue(one, ingredients)),
    allActionsIncluded: true,
  });
  const actionsLink = await link(actions, 'c2pa.actions.v2');

  return {
    async store(binding, isSigned) {
      const tie = holding(binding.label, binding.value);
      const claim = writeCbor({
        instanceID: `xmp:iid:${uuidOf(await sha256(name))}`,
        claim_generator_info: toolValue(statement.program),
        signature: `self#jumbf=/c2pa/${label}/c2pa.signature`,
        created_assertions: [
          await link(tie, binding.label),
          ...ingredients.map((one) => one.link),
          actionsLink,
        ],
        'dc:title': statement.title,
        alg: 'sha256',
      });
      const guarded = writeCbor(
        new Map<number, CborValue>([
          [1, signer.algorithm],
          [33, [...signer.chain]],
        ]),
      );
      const signature = isSigned
        ? await signer.sign(signedBytes(guarded, claim))
        : new Uint8Array(signer.length);
      const own = superbox(
        'c2ma',
        label,
        superbox('c2as', 'c2pa.assertions', tie, ...ingredients.map((one) => one.box), actions),
        superbox('c2cl', 'c2pa.claim.v2', box('cbor', claim)),
        superbox(
          'c2cs',
          'c2pa.signature',
          box('cbor', coseTag, writeCbor([guarded, {}, null, signature])),
        ),
      );
      return superbox('c2pa', 'c2pa', ...[...carried.values()].map(({ whole }) => whole), own);
    },
  };
}

const toolValue = ({ name, version }: Tool): CborValue => ({ name, version });

function actionValue(
  { action, tool, source_type: type, description, ingredients: places }: StatedAction,
  ingredients: readonly { readonly link: CborValue }[],
): CborValue {
  const links = places?.flatMap((place) => ingredients[place]?.link ?? []) ?? [];
  return {
    action,
    softwareAgent: tool && toolValue(tool),
    digitalSourceType: type === undefined ? undefined : `${sourceTypeBase}${type}`,
    description,
    parameters: links.length > 0 ? { ingredients: links } : undefined,
  };
}

interface CarriedBox {
  readonly whole: Uint8Array;
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

/** Statements of others by name, each once. Two of the same name that differ: the first is kept. */
function carriedBoxes(ingredients: readonly StatedIngredient[]): ReadonlyMap<string, CarriedBox> {
  const boxes = new Map<string, CarriedBox>();
  for (const { carried } of ingredients) {
    const [root] = carried ? readJumbf(carried.store) : [];
    for (const { label, whole, body, boxes: inner } of root?.boxes ?? []) {
      if (boxes.has(label)) continue;
      const signature = inner.find((one) => one.label === 'c2pa.signature')?.body;
      if (signature) boxes.set(label, { whole, body, signature });
    }
  }
  return boxes;
}

async function ingredientValue(
  { title, mime, relation, carried }: StatedIngredient,
  boxes: ReadonlyMap<string, CarriedBox>,
): Promise<CborValue> {
  const its = carried && boxes.get(carried.label);
  const found = (findings: readonly Finding[]): CborValue =>
    findings.map(({ code, url }) => ({ code, url }));
  return {
    'dc:title': title,
    'dc:format': mime,
    relationship: relation,
    ...(carried &&
      its && {
        validationResults: {
          activeManifest: {
            success: found(carried.success),
            informational: [],
            failure: found(carried.failure),
          },
        },
        activeManifest: {
          url: `self#jumbf=/c2pa/${carried.label}`,
          hash: await sha256(its.body),
        },
        claimSignature: {
          url: `self#jumbf=/c2pa/${carried.label}/c2pa.signature`,
          hash: await sha256(its.signature),
        },
      }),
  };
}
