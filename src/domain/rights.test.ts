import { describe, expect, it } from 'vitest';

import type { AssetRow } from './asset.ts';
import type { PackMember, RightsGround } from './contract/queries.ts';
import type { AssetId, Sha256 } from './id.ts';
import { licenceText, packLicences, packLicenceWords } from './pack.ts';
import { rightsIssues } from './rights.ts';

const pack = (license_type: (typeof packLicences)[number] = 'royalty_free') => ({
  id: 'pack' as AssetId,
  name: 'Lanterns',
  license_type,
});

const ground = (changes: Partial<RightsGround> = {}): RightsGround => ({
  is: 'itself',
  id: 'one' as AssetId,
  name: 'Fox.png',
  kind: 'image',
  provenance: 'enhanced',
  rights: null,
  creators: [],
  model: null,
  may_sell: null,
  ...changes,
});
const source = (changes: Partial<RightsGround> = {}): RightsGround =>
  ground({ is: 'source', id: 'source' as AssetId, name: 'Source.png', ...changes });

const member = (
  changes: Partial<AssetRow> = {},
  grounds: readonly RightsGround[] = [],
): PackMember => ({
  asset: {
    id: 'one' as AssetId,
    name: 'Fox.png',
    state: 'ready',
    blob: 'a'.repeat(64) as Sha256,
    provenance: 'user_provided',
    approved: 1,
    deleted_at: null,
    ...changes,
  } as AssetRow,
  position: 'a',
  tags: [],
  from: [],
  grounds,
});

const problems = (...parameters: Parameters<typeof rightsIssues>) =>
  rightsIssues(...parameters).map(({ problem, severity }) => `${severity} ${problem}`);

describe('rightsIssues', () => {
  it('has nothing against approved, present assets of known origin', () => {
    expect(rightsIssues(pack(), [member(), member({ provenance: 'enhanced' })])).toEqual([]);
  });

  it('blocks an empty pack', () => {
    expect(problems(pack(), [])).toEqual(['block empty']);
  });

  it('blocks what is not there, and says what would help', () => {
    for (const state of ['placeholder', 'generating', 'failed'] as const) {
      expect(problems(pack(), [member({ state, blob: null })])).toEqual(['block not_ready']);
    }
    expect(problems(pack(), [member({ state: 'missing' })])).toEqual(['block missing']);
    expect(problems(pack(), [member({ blob: null })])).toEqual(['block missing']);
    expect(problems(pack(), [member({ deleted_at: 1 })])).toEqual(['block trashed']);
    const [trashed] = rightsIssues(pack(), [member({ deleted_at: 1 })]);
    expect(trashed?.fixes.map(({ fix }) => fix)).toEqual(['restore', 'remove']);
    const [making] = rightsIssues(pack(), [member({ state: 'generating' })]);
    expect(making?.fixes[0]).toEqual({ fix: 'wait' });
  });

  it('blocks models that forbid selling wherever the licence allows business', () => {
    const members = [member({}, [ground({ model: 'lab-model', may_sell: false })])];
    for (const licence of ['royalty_free', 'commercial', 'attribution'] as const) {
      expect(rightsIssues(pack(licence), members)).toMatchObject([
        {
          problem: 'non_commercial_model',
          severity: 'block',
          asset: 'one',
          name: 'Fox.png',
          because: ['lab-model'],
          sources: [],
          fixes: [
            {
              command: 'editPack',
              input: { pack: 'pack', changes: { license_type: 'personal' } },
            },
            { command: 'removeFromPack', input: { pack: 'pack', assets: ['one'] } },
          ],
        },
      ]);
    }
    expect(rightsIssues(pack('personal'), members)).toEqual([]);
  });

  it('warns of models of which nobody said whether results may be sold', () => {
    const members = [member({}, [ground({ model: 'found-model' })])];
    expect(problems(pack('personal'), members)).toEqual([]);
    expect(rightsIssues(pack('commercial'), members)).toMatchObject([
      {
        problem: 'unknown_model',
        severity: 'warn',
        because: ['found-model'],
        fixes: [
          { command: 'editPack', input: { changes: { license_type: 'personal' } } },
          { command: 'removeFromPack' },
        ],
      },
    ]);
  });

  it('warns of unknown origin and of what nobody approved, after all that blocks', () => {
    const list = problems(pack(), [
      member({ provenance: 'unknown', approved: 0 }),
      member({ state: 'missing' }),
    ]);
    expect(list).toEqual(['block missing', 'warn unknown_provenance', 'warn unapproved']);
    const [, , unapproved] = rightsIssues(pack(), [
      member({ provenance: 'unknown', approved: 0 }),
      member({ state: 'missing' }),
    ]);
    expect(unapproved?.fixes[0]).toEqual({
      fix: 'approve',
      command: 'approveAssets',
      input: { assets: ['one'], approved: true },
    });
  });
});

describe('rightsIssues, through the lineage', () => {
  const enhanced = { provenance: 'enhanced' } as const;

  it('names the source that a model made which forbids selling', () => {
    const lab = source({ model: 'lab-model', may_sell: false });
    expect(rightsIssues(pack(), [member(enhanced, [ground(), lab])])).toMatchObject([
      {
        problem: 'non_commercial_model',
        severity: 'block',
        asset: 'one',
        because: ['lab-model'],
        sources: ['Source.png'],
      },
    ]);
    // Where the asset itself is at fault, that is enough.
    const own = ground({ model: 'other', may_sell: false });
    expect(rightsIssues(pack(), [member(enhanced, [own, lab])])).toMatchObject([
      { because: ['other', 'lab-model'], sources: [] },
    ]);
    expect(problems(pack(), [member(enhanced, [source({ model: 'm', may_sell: true })])])).toEqual(
      [],
    );
  });

  it('blocks what is made of something whose rights say that it may not be sold', () => {
    const rights = 'CC BY-NC 4.0';
    const members = [
      member(enhanced, [
        // A result bears the words of its source: the source is named.
        ground({ rights }),
        source({ rights, provenance: 'ai_generated' }),
      ]),
    ];
    const issues = rightsIssues(pack('commercial'), members);
    expect(issues).toMatchObject([
      {
        problem: 'not_for_sale',
        severity: 'block',
        because: [rights],
        sources: ['Source.png'],
        fixes: [
          { fix: 'licence' },
          { fix: 'provenance', input: { assets: ['source'] } },
          // Its result bears the words, too.
          { fix: 'rights', input: { assets: ['one', 'source'] } },
          { fix: 'remove', input: { assets: ['one'] } },
        ],
      },
    ]);
    expect(problems(pack('personal'), members)).toEqual([]);
    // Nobody but the asset itself says so.
    expect(rightsIssues(pack(), [member(enhanced, [ground({ rights })])])).toMatchObject([
      {
        severity: 'block',
        sources: [],
        fixes: [{}, { input: { assets: ['one'] } }, { fix: 'rights' }, {}],
      },
    ]);
  });

  it('only tells whoever made the source themselves', () => {
    const rights = '© me, not for commercial use';
    const own = source({ rights, provenance: 'user_provided' });
    expect(problems(pack(), [member(enhanced, [ground({ rights }), own])])).toEqual([
      'warn not_for_sale',
    ]);
    // Of two, only the one of others is named, and it blocks.
    const other = source({ id: 'two' as AssetId, name: 'Two.png', rights, provenance: 'unknown' });
    expect(rightsIssues(pack(), [member(enhanced, [own, other])])[0]).toMatchObject({
      severity: 'block',
      sources: ['Two.png'],
    });
  });

  it('tells apart what was changed here from what buyers might change, whatever the licence', () => {
    const rights = 'CC BY-ND 4.0';
    for (const licence of packLicences) {
      expect(problems(pack(licence), [member(enhanced, [source({ rights })])])).toEqual([
        'block not_to_change',
      ]);
      expect(problems(pack(licence), [member({}, [ground({ rights })])])).toEqual([
        'warn not_to_change',
      ]);
    }
    expect(problems(pack(), [member(enhanced, [source({ rights: 'CC BY-SA 4.0' })])])).toEqual([
      'warn same_licence',
    ]);
    const plain = source({ rights: '© Mina. All rights reserved.' });
    expect(problems(pack(), [member(enhanced, [plain])])).toEqual([]);
  });

  it('asks where a source comes from, and mends it there', () => {
    const from = source({ provenance: 'unknown' });
    expect(rightsIssues(pack(), [member(enhanced, [from])])).toMatchObject([
      {
        problem: 'unknown_provenance',
        severity: 'warn',
        sources: ['Source.png'],
        fixes: [{ fix: 'provenance', input: { assets: ['source'] } }, { fix: 'remove' }],
      },
    ]);
    // Both at once where neither is known.
    const both = member({ provenance: 'unknown' }, [ground({ provenance: 'unknown' }), from]);
    expect(rightsIssues(pack(), [both])).toMatchObject([
      { sources: [], fixes: [{ input: { assets: ['source', 'one'] } }, {}] },
    ]);
    // A character has no file that could come from anywhere.
    const character = source({ kind: 'character', provenance: 'unknown' });
    expect(problems(pack(), [member(enhanced, [character])])).toEqual([]);
  });

  it('goes by what a source left behind that is gone, and lets a person say it of the asset', () => {
    const gone = source({ is: 'gone', rights: 'CC BY-NC', provenance: 'unknown' });
    const [first, second] = rightsIssues(pack(), [member(enhanced, [gone])]);
    expect(first).toMatchObject({
      problem: 'not_for_sale',
      severity: 'block',
      sources: ['Source.png'],
      fixes: [{ fix: 'licence' }, { fix: 'provenance', input: { assets: ['one'] } }, {}],
    });
    expect(second).toMatchObject({ problem: 'unknown_provenance' });
    // Said of the asset, it is the maker's own affair.
    expect(problems(pack(), [member({ provenance: 'user_provided' }, [gone])])).toEqual([
      'warn not_for_sale',
    ]);
  });
});

describe('licenceText', () => {
  it('1.17 says name, year, sentence and credits, for each licence differently', () => {
    const texts = packLicences.map((licence) =>
      licenceText({ name: 'Lanterns', licence, year: 2026, credits: ['Fox.png: by hand'] }),
    );
    expect(new Set(texts).size).toBe(4);
    packLicences.forEach((licence, index) => {
      const text = texts[index] ?? '';
      expect(text).toContain('“Lanterns”');
      expect(text).toContain('2026');
      expect(text).toContain(packLicenceWords[licence].sentence);
      expect(text).toContain('- Fox.png: by hand');
      expect(packLicenceWords[licence].sentence).toMatch(/^[^.]+\.$/);
    });
    expect(texts[packLicences.indexOf('attribution')]).toContain('You must:');
    expect(texts[packLicences.indexOf('personal')]).not.toContain('sell products');
  });
});
