/** The texts of a pack: manifest.json and README.txt. The same pack gives the same texts. */
import type { AssetRow, Provenance } from '#domain/asset.ts';
import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import { creditsTogether, type Credits } from '#domain/heritage.ts';
import { packLicenceWords } from '#domain/pack.ts';

/** A member with the path that its file has in the pack. */
export interface PackFile {
  readonly path: string;
  readonly member: PackMember;
  /** The file as it lies in the pack, where it is not the stored one. */
  readonly leaves?: { readonly sha256: string; readonly size: number };
  /** Where its recipe lies in the pack, where the file itself cannot carry it. */
  readonly recipe?: string;
  /** Where its signed content credentials lie: "inside" it, or a path in the pack. */
  readonly credentials?: string;
}

export type PackHeading = Pick<PackRow, 'name' | 'theme' | 'description' | 'license_type'>;

/** Version of the manifest's form; it grows when a reader would have to know. */
export const manifestVersion = 1;

/** The part of `generation` that others may see. */
interface MadeBy {
  readonly provider?: string;
  readonly model?: string;
  readonly model_license?: string;
  readonly prompt?: string;
  readonly negative?: string;
}

/** Reads the known texts out of the stored JSON; what is no text is left out. */
export function madeBy(asset: Pick<AssetRow, 'generation'>): MadeBy {
  const stored: unknown = asset.generation === null ? null : readJson(asset.generation);
  if (typeof stored !== 'object' || stored === null) return {};
  const text = (key: keyof MadeBy) => {
    const value: unknown = Reflect.get(stored, key);
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  return {
    ...text('provider'),
    ...text('model'),
    ...text('model_license'),
    ...text('prompt'),
    ...text('negative'),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Leaves out what is not known, so that a reader need not tell null from absent. */
const known = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );

/** manifest.json, ending in a line break. @param includePrompts whether prompts may be read by others */
export function packManifest(
  pack: PackHeading,
  files: readonly PackFile[],
  includePrompts: boolean,
): string {
  const licence = { type: pack.license_type, name: packLicenceWords[pack.license_type].name };
  const manifest = {
    format: 'inkreel-pack',
    version: manifestVersion,
    pack: known({ ...pack, license_type: undefined, licence }),
    files: files.map(({ path, member, leaves, recipe, credentials }) => {
      const { asset } = member;
      const { prompt, negative, ...made } = madeBy(asset);
      const { creators, rights } = creditsOf(member);
      return known({
        name: path,
        title: asset.name,
        kind: asset.kind,
        format: asset.format,
        mime: asset.mime,
        sha256: leaves?.sha256 ?? asset.blob,
        size: leaves?.size ?? asset.size,
        // What it was before its recipe went into it: the bytes that the library keeps.
        stored_sha256: leaves ? asset.blob : null,
        recipe,
        credentials,
        width: asset.width,
        height: asset.height,
        duration_s: asset.duration_s,
        provenance: asset.provenance,
        source: asset.source,
        creators: creators.length > 0 ? creators : null,
        rights,
        ...made,
        ...(includePrompts ? { prompt, negative } : {}),
        theme: asset.theme,
        tags: member.tags,
        alt_text: asset.alt_text,
        lineage: member.from.map((ancestor) =>
          known({
            name: ancestor.name,
            sha256: ancestor.blob,
            relationship: ancestor.relationship,
            made_by: ancestor.made_by,
            depth: ancestor.depth,
          }),
        ),
        licence: pack.license_type,
      });
    }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const origin: Readonly<Record<Provenance, string>> = {
  unknown: 'origin not stated',
  ai_generated: 'made with AI',
  user_provided: 'made by the maker of this pack',
  enhanced: 'enhanced',
};

/** Everyone whose work went into a file, with what they say of their rights. */
const creditsOf = ({ grounds }: PackMember): Credits => creditsTogether(grounds);

/** One line for each file: where it comes from, whose work it is and what it was made with. */
export const creditLines = (files: readonly PackFile[]): readonly string[] =>
  files.map(({ path, member }) => {
    const { asset } = member;
    const { model } = madeBy(asset);
    const { creators, rights } = creditsOf(member);
    const parts = [
      origin[asset.provenance],
      ...(creators.length === 0 ? [] : [`by: ${creators.map(oneLine).join(', ')}`]),
      ...(asset.source === null ? [] : [`source: ${oneLine(asset.source)}`]),
      ...(model === undefined ? [] : [`model: ${oneLine(model)}`]),
      ...(rights === null ? [] : [`rights: ${oneLine(rights)}`]),
    ];
    return `${path}: ${parts.join(', ')}`;
  });

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** README.txt: what the pack is, what lies in it, and the credits. */
export function packReadme(
  pack: PackHeading,
  files: readonly PackFile[],
  sheets: readonly string[],
): string {
  const licence = packLicenceWords[pack.license_type];
  const about = [
    ...(pack.theme === null ? [] : [`Theme: ${oneLine(pack.theme)}`]),
    ...(pack.description === null ? [] : [pack.description.trim()]),
  ];
  return [
    oneLine(pack.name),
    '='.repeat(Math.min(72, oneLine(pack.name).length)),
    '',
    ...(about.length === 0 ? [] : [...about, '']),
    `${files.length} ${files.length === 1 ? 'file' : 'files'}, licence: ${licence.name}.`,
    licence.sentence,
    '',
    'LICENSE.txt    the whole licence',
    'manifest.json  every file with size, SHA-256, origin and lineage, for programs',
    ...sheets.map((name) => `${name.padEnd(14)} a small picture of everything`),
    'media/         the files',
    '',
    'Credits',
    '-------',
    ...creditLines(files),
    '',
  ].join('\n');
}
