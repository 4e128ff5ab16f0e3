import { expect, test } from 'vitest';

import { readEdits } from '#media/edit/edits.ts';
import type { Told } from '../../remix/told.ts';
import { saidSettings, settingFacts } from '../../tool/said-settings.ts';
import { settingsSaid } from './made-with.ts';

const told = (params: Told['params']): Told => ({
  provider: 'local',
  model: 'net',
  params,
  at: null,
  claimed: false,
});
const lines = (...given: Parameters<typeof settingsSaid>): readonly string[] =>
  settingsSaid(...given).map(({ label, value }) => `${label}: ${value}`);

test('settings are said in the words of the form of the tool, with what it ran on', () => {
  const settings = { method: 'lanczos', scale: 4, format: 'same' };
  expect(
    lines(told({ ...settings, backend: 'wasm', tile: 128 }), { kind: 'upscale', settings }),
  ).toEqual([
    'Method: Lanczos (no model, adds no detail)',
    'Size: 4×',
    'Format: Same as original',
    'Ran on: Processor',
  ]);
});

test('a model that was added is called by its name, and what depends on another choice stays out', () => {
  const id = '0190a000-0000-7000-8000-000000000001';
  const model = { id, name: 'Sharper', scale: 4, licence: 'MIT', commercial_use: true };
  expect(saidSettings('upscale', { method: id, scale: 4, format: 'png', model })).toBe(
    'Method: Sharper, Format: PNG',
  );
});

test('what stays hidden in the form, or is rarely set and was not, goes unsaid', () => {
  const given = {
    format: 'webp',
    quality: 85,
    size: 'long_side',
    long_side: 800,
    width: 5,
    fit: 'cover',
    anchor: 'top',
    mirror: false,
    rotate: 90,
    at_most_kb: null,
  };
  const labels = settingFacts('convert', given).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['Format', 'Quality', 'Size', 'Turn']));
  // The box is not asked for, so neither is how a picture lies in it.
  for (const absent of ['Width', 'Fit', 'Keep', 'Mirror', 'At most']) {
    expect(labels).not.toContain(absent);
  }
});

test('edits are told part by part', () => {
  const edits = readEdits({ exposure: 0.5, crop: { x: 0, y: 0, width: 0.5, height: 1 } });
  expect(saidSettings('edit_picture', { edits, format: 'same' })).toBe(
    'Edits: Crop, Exposure +0.5, Format: Same as original',
  );
  expect(saidSettings('edit_picture', { edits: 'none of ours', format: 'png' })).toBe(
    'Format: PNG',
  );
});

test('settings of other programs bear the names that people know, each once', () => {
  expect(
    lines(
      told({
        steps: 20,
        cfg_scale: 7,
        sampler: 'Euler a',
        clip_skip: 2,
        my_own_key: 'x',
        cfg: 9,
        long: 'x'.repeat(200),
        nested: { a: 1 },
        empty: '',
      }),
      null,
    ),
  ).toEqual([
    'Steps: 20',
    'Guidance (CFG): 7',
    'Sampler: Euler a',
    'CLIP skip: 2',
    'My own key: x',
  ]);
});

test('a tool that this version does not know is told by what was recorded', () => {
  expect(lines(told({ over_time: 3 }), { kind: 'gone_tool', settings: { over_time: 3 } })).toEqual([
    'Over time: 3',
  ]);
  expect(settingFacts('upscale', null)).toEqual([]);
});
