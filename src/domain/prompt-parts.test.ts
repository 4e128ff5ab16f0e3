import fc from 'fast-check';
import { expect, test } from 'vitest';

import { lorasOf, partsOfRecipe, promptTerms } from './prompt-parts.ts';

test('B6 a prompt is taken apart at its commas, without weights, brackets and LoRAs', () => {
  expect(
    promptTerms(
      'A misty owl, (ink:1.2), [[Golden  Hour]], <lora:wash:0.7>\nsecond line, golden hour.',
    ),
  ).toEqual(['a misty owl', 'ink', 'golden hour', 'second line']);
  expect(promptTerms(String.raw`asuka \(evangelion\), 8k, 1.5, ${'long '.repeat(20)}`)).toEqual([
    'asuka evangelion',
    '8k',
  ]);
});

test('B6 LoRAs are named in the prompt or in the settings, each once', () => {
  expect(
    lorasOf('x <lora:styles/ink.safetensors:0.8> <LYCO:wash>', {
      lora_hashes: 'ink: 1a2b, other: 3c',
      loras: ['other', { name: 'deep' }, 7],
    }),
  ).toEqual(['ink', 'wash', 'other', 'deep']);
});

test('B6 anything at all can stand in the column', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const { value } of partsOfRecipe(text)) expect(value.trim()).not.toBe('');
    }),
  );
});
