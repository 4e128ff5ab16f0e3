import { describe, expect, it } from 'vitest';

import { plainManifest, type ModelManifest } from '#domain/local-model.ts';
import { measured } from './measure.ts';

const manifest: ModelManifest = { ...plainManifest, task: 'inpaint', input: 'x', output: 'y' };
const matter: ModelManifest = { ...manifest, task: 'matting' };

describe('measured on the answer to a tile', () => {
  it('black and white of a picture', () => {
    const range = (said: ModelManifest['outputRange'], ...answer: number[]) =>
      measured({ ...manifest, outputRange: said }, Float32Array.from(answer)).outputRange;
    // LaMa as Carve exports it takes 0 to 1 and answers with 0 to 255.
    expect(range([0, 1], 25, 230)).toEqual([0, 255]);
    expect(range([0, 1], -0.8, 0.8)).toEqual([-1, 1]);
    expect(range([0, 255], 0.1, 0.9)).toEqual([0, 1]);
    expect(range([0, 255], -0.8, 0.8)).toEqual([-1, 1]);
    // Overshooting is no reason.
    expect(range([0, 1], -0.1, 1.3)).toEqual([0, 1]);
    expect(range([-1, 1], -0.8, 0.8)).toEqual([-1, 1]);
    expect(range([0, 255], 25, 230)).toEqual([0, 255]);
  });

  it('whether a matte still wants its sigmoid', () => {
    const matte = (more: Partial<ModelManifest>, ...answer: number[]) => {
      const { activation, outputRange } = measured(
        { ...matter, ...more },
        Float32Array.from(answer),
      );
      return [activation, outputRange];
    };
    // BiRefNet has sigmoids inside, and answers without one.
    expect(matte({}, -9, 4)).toEqual(['sigmoid', [0, 1]]);
    expect(matte({}, 0.001, 0.998)).toEqual(['none', [0, 1]]);
    expect(matte({ activation: 'sigmoid' }, 0.001, 0.998)).toEqual(['none', [0, 1]]);
    expect(matte({ activation: 'sigmoid' }, -9, 12)).toEqual(['sigmoid', [0, 1]]);
    expect(matte({}, 0, 254)).toEqual(['none', [0, 255]]);
    expect(matte({ activation: 'stretch' }, -3, 4)).toEqual(['stretch', [0, 1]]);
  });

  it('nothing of what finds faces', () => {
    const finder: ModelManifest = { ...manifest, task: 'face_detection' };
    expect(measured(finder, Float32Array.of(-40, 900))).toBe(finder);
  });
});
