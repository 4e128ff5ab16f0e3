/** What stands against the export of a pack, asset by asset, and what would mend it. */
import type { PackMember, PackRow } from './contract/queries.ts';
import type { AssetId, PackId } from './id.ts';
import { packLicenceWords, type PackLicence } from './pack.ts';

export type RightsProblem =
  | 'empty'
  | 'trashed'
  | 'missing'
  | 'not_ready'
  | 'non_commercial_model'
  | 'unknown_model'
  | 'unknown_provenance'
  | 'unapproved';

/** A way out as data: the command that mends it, complete but for what only a person can say. */
export type RightsFix =
  | {
      readonly fix: 'approve';
      readonly command: 'approveAssets';
      readonly input: { readonly assets: readonly AssetId[]; readonly approved: true };
    }
  | {
      readonly fix: 'provenance';
      readonly command: 'editAssets';
      /** `changes.provenance` is for a person to say. */
      readonly input: { readonly assets: readonly AssetId[] };
    }
  | {
      readonly fix: 'restore';
      readonly command: 'restoreAssets';
      readonly input: { readonly assets: readonly AssetId[] };
    }
  | {
      readonly fix: 'remove';
      readonly command: 'removeFromPack';
      readonly input: { readonly pack: PackId; readonly assets: readonly AssetId[] };
    }
  | {
      readonly fix: 'licence';
      readonly command: 'editPack';
      readonly input: {
        readonly pack: PackId;
        readonly changes: { readonly license_type: PackLicence };
      };
    }
  /** Something is being made: there is nothing to command but patience. */
  | { readonly fix: 'wait' };

export interface RightsIssue {
  readonly problem: RightsProblem;
  /** `block`: no export. `warn`: an export once the person has said that they know. */
  readonly severity: 'block' | 'warn';
  /** The asset at fault; null when it is the pack as a whole. */
  readonly asset: AssetId | null;
  readonly name: string;
  /** For `non_commercial_model` and `unknown_model`: those models. */
  readonly models: readonly string[];
  /** The best first. */
  readonly fixes: readonly RightsFix[];
}

type CheckedPack = Pick<PackRow, 'id' | 'name' | 'license_type'>;

/** Checks a pack. Blocking issues come first, then in the order of the pack. */
export function rightsIssues(
  pack: CheckedPack,
  members: readonly PackMember[],
): readonly RightsIssue[] {
  if (members.length === 0) {
    const issue = { problem: 'empty', severity: 'block', asset: null, name: pack.name } as const;
    return [{ ...issue, models: [], fixes: [] }];
  }
  const issues = members.flatMap((member) => memberIssues(pack, member));
  return [
    ...issues.filter(({ severity }) => severity === 'block'),
    ...issues.filter(({ severity }) => severity === 'warn'),
  ];
}

function memberIssues(pack: CheckedPack, member: PackMember): readonly RightsIssue[] {
  const { asset } = member;
  const assets = [asset.id];
  const remove: RightsFix = {
    fix: 'remove',
    command: 'removeFromPack',
    input: { pack: pack.id, assets },
  };
  const issue = (
    problem: RightsProblem,
    severity: RightsIssue['severity'],
    fixes: readonly RightsFix[],
    models: readonly string[] = [],
  ): RightsIssue => ({ problem, severity, asset: asset.id, name: asset.name, models, fixes });

  const found: RightsIssue[] = [];
  if (asset.deleted_at !== null) {
    const restore: RightsFix = { fix: 'restore', command: 'restoreAssets', input: { assets } };
    found.push(issue('trashed', 'block', [restore, remove]));
  }
  if (asset.state === 'missing' || (asset.state === 'ready' && asset.blob === null)) {
    found.push(issue('missing', 'block', [remove]));
  } else if (asset.state !== 'ready') {
    const fixes: RightsFix[] = asset.state === 'generating' ? [{ fix: 'wait' }, remove] : [remove];
    found.push(issue('not_ready', 'block', fixes));
  }
  if (packLicenceWords[pack.license_type].allowsBusiness) {
    const licence: RightsFix = {
      fix: 'licence',
      command: 'editPack',
      input: { pack: pack.id, changes: { license_type: 'personal' } },
    };
    for (const [problem, severity, models] of [
      ['non_commercial_model', 'block', member.non_commercial_models],
      ['unknown_model', 'warn', member.unknown_models],
    ] as const) {
      if (models.length > 0) found.push(issue(problem, severity, [licence, remove], models));
    }
  }
  if (asset.provenance === 'unknown') {
    const say: RightsFix = { fix: 'provenance', command: 'editAssets', input: { assets } };
    found.push(issue('unknown_provenance', 'warn', [say, remove]));
  }
  if (asset.approved === 0) {
    const approve: RightsFix = {
      fix: 'approve',
      command: 'approveAssets',
      input: { assets, approved: true },
    };
    found.push(issue('unapproved', 'warn', [approve, remove]));
  }
  return found;
}
