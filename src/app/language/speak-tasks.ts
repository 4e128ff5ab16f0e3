/** The words that came with tasks and models, in the language of this page. */
import { localModels } from '#models/local/registry.ts';
import { taskKinds } from '#tasks/registry.ts';
import { speakInPlace } from './spoken.ts';

for (const { words, fields } of taskKinds) {
  speakInPlace(words);
  for (const field of fields) {
    const { label } = field;
    const said = { label, ...(field.help === undefined ? {} : { help: field.help }) };
    speakInPlace(said);
    Object.assign(field, said);
    if (field.type === 'choice') {
      for (const option of field.options) {
        const one = {
          label: option.label,
          ...(option.help === undefined ? {} : { help: option.help }),
        };
        speakInPlace(one);
        Object.assign(option, one);
      }
    }
  }
}
for (const { words } of localModels) speakInPlace(words);
