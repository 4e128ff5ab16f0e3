import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backupMark, manifestText, readManifest, type BackupManifest } from './manifest.ts';
import { planRotation, shelves } from './rotation.ts';
import { atMostEvery, nextBackupAt, quietFor } from './schedule.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 21, 13, 30);

describe('planRotation', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 120 * 24 * hour }), { maxLength: 200 });

  it('keeps the newest, keeps no more than its shelves hold, and loses none of what it was given', () => {
    fc.assert(
      fc.property(ages, (given) => {
        const times = given.map((age) => now - age);
        const { keep, remove } = planRotation(times, now);
        if (times.length > 0) expect(keep[0]).toBe(Math.max(...times));
        expect(new Set([...keep, ...remove])).toEqual(new Set(times));
        expect(keep.length + remove.length).toBe(new Set(times).size);
        expect(keep.length).toBeLessThanOrEqual(shelves.reduce((sum, { most }) => sum + most, 1));
      }),
    );
  });

  it('changes nothing when it is asked again at the same time', () => {
    fc.assert(
      fc.property(ages, (given) => {
        const { keep } = planRotation(
          given.map((age) => now - age),
          now,
        );
        expect(planRotation(keep, now)).toEqual({ keep, remove: [] });
      }),
    );
  });

  it('never removes what lies in the future', () => {
    fc.assert(
      fc.property(ages, (given) => {
        const times = given.map((age) => now + 1 + age);
        expect(planRotation(times, now).remove).toEqual([]);
      }),
    );
  });

  it('leaves something of every part of the past after a year of hourly copies', () => {
    let kept: readonly number[] = [];
    let most = 0;
    const begun = now - 365 * 24 * hour;
    for (let at = begun; at <= now; at += hour) {
      kept = planRotation([...kept, at], at).keep;
      most = Math.max(most, kept.length);
    }
    const has = (from: number, to: number): boolean =>
      kept.some((time) => now - time >= from && now - time < to);
    expect(has(0, hour)).toBe(true);
    expect(has(4 * hour, 12 * hour)).toBe(true);
    for (let day = 1; day < 6; day += 1)
      expect(has(day * 24 * hour, (day + 1) * 24 * hour)).toBe(true);
    for (let week = 1; week < 7; week += 1) {
      expect(has(week * 7 * 24 * hour, (week + 1) * 7 * 24 * hour)).toBe(true);
    }
    expect(most).toBeLessThanOrEqual(29);
  });
});

describe('nextBackupAt', () => {
  it('waits for quiet and never comes more often than every hour', () => {
    fc.assert(
      fc.property(fc.nat(10 * hour), fc.nat(10 * hour), (last, changed) => {
        const next = nextBackupAt({ lastBackup: last, changedAt: changed });
        expect(next).toBeGreaterThanOrEqual(changed + quietFor);
        expect(next).toBeGreaterThanOrEqual(last + atMostEvery);
      }),
    );
    expect(nextBackupAt({ lastBackup: 5, changedAt: null })).toBe(null);
    expect(nextBackupAt({ lastBackup: null, changedAt: 7 })).toBe(7);
  });
});

describe('a manifest', () => {
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/) as fc.Arbitrary<never>;
  const manifests: fc.Arbitrary<BackupManifest> = fc.record({
    kind: fc.constant(backupMark),
    format: fc.constant(1),
    schema: fc.integer({ min: 1, max: 2 }),
    app: fc.string(),
    library: fc.string({ maxLength: 100 }),
    takenAt: fc.nat(),
    change: fc.nat(),
    database: fc.record({ sha256: hash, size: fc.nat() }),
    tables: fc.dictionary(fc.stringMatching(/^[a-z_]{1,20}$/), fc.nat(), { noNullPrototype: true }),
    blobs: fc.uniqueArray(fc.record({ sha256: hash, size: fc.nat() }), {
      selector: ({ sha256 }) => sha256,
      maxLength: 5,
    }),
    leftOut: fc.record({
      missing: fc.array(hash, { maxLength: 2 }),
      damaged: fc.array(hash, { maxLength: 2 }),
      inPlace: fc.array(hash, { maxLength: 2 }),
      models: fc.array(hash, { maxLength: 2 }),
    }),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        expect(readManifest(manifestText(manifest), 2)).toEqual({ ok: true, value: manifest });
      }),
    );
  });

  it('is refused in words when it is newer, foreign or damaged', () => {
    const [one] = fc.sample(manifests, 1);
    const text = (change: object): string => JSON.stringify({ ...one, ...change });
    expect(readManifest(text({ schema: 3 }), 2)).toMatchObject({
      failure: { code: 'newer_database' },
    });
    expect(readManifest(text({ format: 2 }), 2)).toMatchObject({
      failure: { code: 'newer_database' },
    });
    for (const bad of [
      'no json',
      '[]',
      '{}',
      text({ kind: 'other' }),
      text({ blobs: [{ sha256: '../../evil', size: 1 }] }),
      text({ blobs: [{ sha256: 'a'.repeat(64), size: -1 }] }),
      text({ database: { sha256: 'x', size: 1 } }),
      text({ tables: { assets: 'many' } }),
      text({ leftOut: { missing: ['no hash'] } }),
    ]) {
      expect(readManifest(bad, 2)).toMatchObject({ failure: { code: 'corrupt' } });
    }
    fc.assert(
      fc.property(fc.json(), (anything) => {
        expect(readManifest(anything, 2).ok).toBe(false);
      }),
    );
  });
});
