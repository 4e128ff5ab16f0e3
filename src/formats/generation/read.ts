/**
 * How a picture was made, as the program that made it wrote it into the file: AUTOMATIC1111 and
 * followers, ComfyUI, InvokeAI, SwarmUI, NovelAI, Midjourney. Untrusted: bounded, never executed,
 * a claim of the file and no proof.
 */
import type { ContentCredentials, Generation } from '#domain/asset.ts';

import type { PictureFormat } from '../media-formats.ts';

import { readInfotext } from './a1111.ts';
import { readComfyui } from './comfyui.ts';
import { readInvokeai, readInvokeai2, readMidjourney, readNovelai, readSwarmui } from './others.ts';
import { pictureTexts } from './texts.ts';
import { generationOf, looseJson, type Found } from './values.ts';

/** What a file says about its making. */
export interface Made {
  readonly generation?: Generation;
  /** The file says that a model made it, in whatever words. */
  readonly ai: boolean;
}

/** Reads the claims of a picture; any bytes give an answer. */
export async function readMade(
  bytes: Uint8Array,
  format: PictureFormat,
  blocks: {
    readonly exif?: Uint8Array;
    readonly xmp?: Uint8Array;
    readonly credentials?: ContentCredentials | undefined;
  } = {},
): Promise<Made> {
  const texts = await pictureTexts(bytes, format, blocks.exif);
  const found = foundIn(texts) ?? foundInCredentials(blocks.credentials);
  const generation = found && generationOf(found);
  const ai = generation !== undefined || saysTrained(blocks.xmp) || blocks.credentials?.ai === true;
  return { ...(generation && { generation }), ai };
}

/** The first format that fits; those with a name of their own before the ones that share one. */
function foundIn(texts: ReadonlyMap<string, string>): Found | undefined {
  const parameters = texts.get('parameters');
  return (
    readInvokeai(looseJson(texts.get('invokeai_metadata'))) ??
    readInvokeai2(looseJson(texts.get('sd-metadata'))) ??
    readNovelai(texts) ??
    (parameters === undefined
      ? undefined
      : (readSwarmui(parameters) ?? readInfotext(parameters))) ??
    readComfyui(looseJson(texts.get('prompt')), looseJson(texts.get('workflow'))) ??
    readMidjourney(texts.get('Description'))
  );
}

/** Credentials name the model where a trained one made the file; of prompts and seeds they are silent. */
export function foundInCredentials(credentials: ContentCredentials | undefined): Found | undefined {
  if (credentials?.ai !== true) return undefined;
  const { tool, made_by: program, signed_by: signer } = credentials;
  return { provider: signer ?? program ?? 'c2pa', model: tool ?? program };
}

/** IPTC's digital source type for what a trained model made, whole or in part. */
function saysTrained(xmp: Uint8Array | undefined): boolean {
  if (!xmp) return false;
  const text = new TextDecoder('latin1').decode(xmp.subarray(0, 1_000_000));
  return /digitalsourcetype\/(compositeWithT|t)rainedAlgorithmicMedia/i.test(text);
}
