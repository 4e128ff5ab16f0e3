import { describe, expect, it } from 'vitest';

import type { AssetRow } from './asset.ts';
import type { PackMember } from './contract/queries.ts';
import type { AssetId, Sha256 } from './id.ts';
import { licenceText, packLicences, packLicenceWords } from './pack.ts';
import { rightsIssues } from './rights.ts';

const pack = (license_type: (typeof packLicences)[number] = 'royalty_free') => ({
  id: 'pack' as AssetId,
  name: 'Lanterns',
  license_type,
});

const member = (changes: Partial<AssetRow> = {}, models: readonly string[] = []): PackMember => ({
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
  non_commercial_models: models,
  unknown_models: [],
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
    const members = [member({}, ['lab-model'])];
    for (const licence of ['royalty_free', 'commercial', 'attribution'] as const) {
      expect(rightsIssues(pack(licence), members)).toMatchObject([
        {
          problem: 'non_commercial_model',
          severity: 'block',
          asset: 'one',
          name: 'Fox.png',
          models: ['lab-model'],
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
    const members = [{ ...member(), unknown_models: ['found-model'] }];
    expect(problems(pack('personal'), members)).toEqual([]);
    expect(rightsIssues(pack('commercial'), members)).toMatchObject([
      {
        problem: 'unknown_model',
        severity: 'warn',
        models: ['found-model'],
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
