import type { Field } from '#domain/task-kind.ts';
import { readEdits } from '#media/edit/edits.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { commonWords as words } from '../words/common.ts';
import { enhanceWords } from '../words/enhance.ts';
import { frameRateText } from '../words/format.ts';
import { saidEdits } from './said-edits.ts';

/** One setting as a form says it. */
export interface SaidSetting {
  readonly label: string;
  readonly value: string;
}

type Given = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null;

/** The name of a model that was added here, which the settings keep beside its id. */
function modelNamed(id: unknown, given: Given): string | null {
  const model = Object.values(given).find((one) => isObject(one) && one['id'] === id);
  return isObject(model) && typeof model['name'] === 'string' ? model['name'] : null;
}

function valueText(field: Field, value: unknown, given: Given): string | null {
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (field.type === 'choice') {
    const option = field.options.find((one) => one.value === value);
    return option?.label ?? modelNamed(value, given) ?? String(value);
  }
  const unit = field.type === 'number' && field.unit ? ` ${field.unit}` : '';
  return `${typeof value === 'number' ? frameRateText(value) : value}${unit}`;
}

/** The settings of a task in the words of its form. What is rarely set, and was not, goes unsaid. */
export function settingFacts(kind: string, params: unknown): readonly SaidSetting[] {
  if (!isObject(params)) return [];
  const fields = taskKindByName(kind)?.fields ?? [];
  const edits = 'edits' in params ? readEdits(params['edits']) : null;
  const isShown = ({ when }: Field): boolean => {
    if (when === undefined) return true;
    const asked = fields.find(({ name }) => name === when.name);
    return when.is.some((one) => one === params[when.name]) && (!asked || isShown(asked));
  };
  return [
    ...(edits === null
      ? []
      : [{ label: enhanceWords.apply.edits, value: saidEdits(edits).join(', ') }]),
    ...fields.flatMap((field) => {
      const value = params[field.name];
      if (!isShown(field) || (field.more === true && value === field.initial)) return [];
      const text = valueText(field, value, params);
      return text === null ? [] : [{ label: field.label, value: text }];
    }),
  ].filter(({ value }) => value !== '');
}

/** The same in one line: "Size: 2×, Format: PNG". */
export const saidSettings = (kind: string, params: unknown): string =>
  settingFacts(kind, params)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(', ');
