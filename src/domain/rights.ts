/** What stands against the export of a pack, asset by asset, and what would mend it. */
import { mediaKinds } from './asset.ts';
import type { PackMember, PackRow, RightsGround } from './contract/queries.ts';
import type { AssetId, PackId } from './id.ts';
import { packLicenceWords, type PackLicence } from './pack.ts';
import { termsOf } from './rights-terms.ts';

export type RightsProblem =
  | 'empty'
  | 'trashed'
  | 'missing'
  | 'not_ready'
  | 'non_commercial_model'
  | 'unknown_model'
  | 'not_for_sale'
  | 'not_to_change'
  | 'same_licence'
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
      /** `changes.provenance` is for a person to say; of sources, where those are at fault. */
      readonly input: { readonly assets: readonly AssetId[] };
    }
  | {
      readonly fix: 'rights';
      readonly command: 'editCredits';
      /** `changes.rights` is for a person to say: of all that bear those words. */
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
  /** What it goes by: the models, or what the rights say in their own words. */
  readonly because: readonly string[];
  /** Names of the sources that it comes from; empty where the asset itself is at fault. */
  readonly sources: readonly string[];
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
    return [{ ...issue, because: [], sources: [], fixes: [] }];
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
  const found: RightsIssue[] = [];
  const add = (
    problem: RightsProblem,
    severity: RightsIssue['severity'],
    fixes: readonly RightsFix[],
    about: Partial<Pick<RightsIssue, 'because' | 'sources'>> = {},
  ): void => {
    const { because = [], sources = [] } = about;
    const all = [...fixes, remove];
    found.push({
      problem,
      severity,
      asset: asset.id,
      name: asset.name,
      because,
      sources,
      fixes: all,
    });
  };

  if (asset.deleted_at !== null) {
    add('trashed', 'block', [{ fix: 'restore', command: 'restoreAssets', input: { assets } }]);
  }
  if (asset.state === 'missing' || (asset.state === 'ready' && asset.blob === null)) {
    add('missing', 'block', []);
  } else if (asset.state !== 'ready') {
    add('not_ready', 'block', asset.state === 'generating' ? [{ fix: 'wait' }] : []);
  }
  const licence: RightsFix = {
    fix: 'licence',
    command: 'editPack',
    input: { pack: pack.id, changes: { license_type: 'personal' } },
  };
  const { allowsBusiness } = packLicenceWords[pack.license_type];
  if (allowsBusiness) {
    for (const [problem, severity, maySell] of [
      ['non_commercial_model', 'block', false],
      ['unknown_model', 'warn', null],
    ] as const) {
      const made = member.grounds.filter(
        ({ model, may_sell }) => model !== null && may_sell === maySell,
      );
      if (made.length === 0) continue;
      const because = unique(made.flatMap(({ model }) => model ?? []));
      add(problem, severity, [licence], { because, sources: sourcesOf(made) });
    }
  }
  for (const { problem, severity, at, bearers } of claimed(member, allowsBusiness)) {
    const ways: readonly RightsFix[] = [
      ...(problem === 'not_for_sale' ? [licence] : []),
      say(at),
      ...(bearers.length === 0
        ? []
        : [{ fix: 'rights', command: 'editCredits', input: { assets: bearers } } as const]),
    ];
    add(problem, severity, ways, {
      because: unique(at.flatMap(({ rights }) => rights ?? [])),
      sources: sourcesOf(at),
    });
  }
  const unknown = member.grounds.filter((ground) => isOfUnknownOrigin(member, ground));
  if (asset.provenance === 'unknown' || unknown.length > 0) {
    const sources = asset.provenance === 'unknown' ? [] : sourcesOf(unknown);
    add('unknown_provenance', 'warn', [say([...unknown, ...itself(member)])], { sources });
  }
  if (asset.approved === 0) {
    const input = { assets, approved: true } as const;
    add('unapproved', 'warn', [{ fix: 'approve', command: 'approveAssets', input }]);
  }
  return found;

  /** Saying where things come from; what is gone is said of the asset itself. */
  function say(at: readonly Pick<RightsGround, 'is' | 'id'>[]): RightsFix {
    const ids = unique(at.map(({ is, id }) => (is === 'gone' ? asset.id : id)));
    return { fix: 'provenance', command: 'editAssets', input: { assets: ids } };
  }
}

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];

/** Names of sources, unless the asset itself is at fault. */
const sourcesOf = (grounds: readonly RightsGround[]): readonly string[] =>
  grounds.some(({ is }) => is === 'itself') ? [] : unique(grounds.map(({ name }) => name));

/** Of unknown origin by its own row, so that saying it for the asset is part of the way out. */
const itself = ({ asset }: PackMember): readonly Pick<RightsGround, 'is' | 'id'>[] =>
  asset.provenance === 'unknown' ? [{ is: 'itself', id: asset.id }] : [];

const media: ReadonlySet<string> = new Set(mediaKinds);
/**
 * Whether nobody knows where a source comes from. What is no file, a character say, has an origin of
 * another kind; of a source that is gone a person can say it only by saying it of the asset.
 */
function isOfUnknownOrigin({ asset }: PackMember, { is, kind, provenance }: RightsGround): boolean {
  if (is === 'itself' || provenance !== 'unknown' || !media.has(kind)) return false;
  return is === 'source' || asset.provenance === 'enhanced' || asset.provenance === 'unknown';
}

interface Claimed {
  readonly problem: 'not_for_sale' | 'not_to_change' | 'same_licence';
  readonly severity: RightsIssue['severity'];
  readonly at: readonly RightsGround[];
  /** All that is here and bears those words, the results of a source among them. */
  readonly bearers: readonly AssetId[];
}

/**
 * What texts about rights stand against. A result bears the words of its sources, so that where a
 * source says it too, that is named. Whoever made something themselves may do what their words keep
 * from others: for their own work it is only told.
 */
function claimed(member: PackMember, allowsBusiness: boolean): readonly Claimed[] {
  const found: Claimed[] = [];
  for (const [problem, term] of [
    ['not_for_sale', 'forbidsSale'],
    ['not_to_change', 'forbidsChanges'],
    ['same_licence', 'asksSameLicence'],
  ] as const) {
    if (problem === 'not_for_sale' && !allowsBusiness) continue;
    const all = member.grounds.filter(({ rights }) => rights !== null && termsOf(rights)[term]);
    const sources = all.filter(({ is }) => is !== 'itself');
    const at = sources.length > 0 ? sources : all;
    if (at.length === 0) continue;
    const others = at.filter((ground) => !isOwn(member, ground));
    // What was not changed here is only told: its buyers must be.
    const forbids =
      problem === 'not_for_sale' || (problem === 'not_to_change' && sources.length > 0);
    const severity = forbids && others.length > 0 ? 'block' : 'warn';
    found.push({
      problem,
      severity,
      at: others.length > 0 ? others : at,
      bearers: all.flatMap(({ is, id }) => (is === 'gone' ? [] : [id])),
    });
  }
  return found;
}

/** Of a source that is gone a person can say it only of the asset itself. */
const isOwn = ({ asset }: PackMember, { is, provenance }: RightsGround): boolean =>
  provenance === 'user_provided' || (is === 'gone' && asset.provenance === 'user_provided');
