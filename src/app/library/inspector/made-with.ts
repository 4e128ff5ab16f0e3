import type { JsonObject } from '#domain/contract/collections.ts';
import type { Told } from '../../remix/told.ts';
import { settingFacts, type SaidSetting } from '../../tool/said-settings.ts';
import { sentenceText } from '../../words/format.ts';
import { makingWords as words } from '../../words/making.ts';

/** The tool that made something, with the settings that it was given. */
export interface MadeBy {
  readonly kind: string;
  readonly settings: JsonObject;
}

/** Longer values are read in the JSON. */
const longest = 120;

/** The settings that a file of another program names, under the names that people know. */
function namedSettings(params: Told['params']): readonly SaidSetting[] {
  const named = Object.entries(params).flatMap(([key, value]) => {
    if (!['string', 'number', 'boolean'].includes(typeof value)) return [];
    const text = String(value);
    const label = words.settings[key] ?? sentenceText(key.replaceAll('_', ' '));
    return text === '' || text.length > longest ? [] : [{ label, value: text }];
  });
  // Two programs' names for one thing: what is said first stands.
  const labels = named.map(({ label }) => label);
  return named.filter(({ label }, at) => labels.indexOf(label) === at);
}

/** What it ran on, which is no setting and yet tells why two results may differ. */
function ran({ params }: Told): readonly SaidSetting[] {
  const backend = words.backends[String(params['backend'])];
  return backend === undefined ? [] : [{ label: words.ranOn, value: backend }];
}

/** Settings in words: those of a tool's form, or as another program calls them. */
export function settingsSaid(told: Told, made: MadeBy | null): readonly SaidSetting[] {
  const said = made === null ? [] : settingFacts(made.kind, made.settings);
  return said.length > 0 ? [...said, ...ran(told)] : namedSettings(told.params);
}
