import { taskKindByName } from '#tasks/registry.ts';
import { commonWords as words } from '../words/common.ts';

/** The settings of a task in the words of its form: "Scale: 2×, Model: Crisp". */
export function saidSettings(kind: string, params: unknown): string {
  if (typeof params !== 'object' || params === null) return '';
  const given = new Map<string, unknown>(Object.entries(params));
  return (taskKindByName(kind)?.fields ?? [])
    .filter(({ when }) => when === undefined || when.is.some((one) => one === given.get(when.name)))
    .flatMap((field) => {
      const value = given.get(field.name);
      if (typeof value === 'boolean') {
        return [`${field.label}: ${value ? words.on : words.off}`];
      }
      if (typeof value !== 'string' && typeof value !== 'number') return [];
      if (field.type === 'choice') {
        const option = field.options.find((one) => one.value === value);
        return [`${field.label}: ${option?.label ?? String(value)}`];
      }
      const unit = field.type === 'number' && field.unit ? ` ${field.unit}` : '';
      return [`${field.label}: ${String(value)}${unit}`];
    })
    .join(', ');
}
