import { broughtChoices, defaultOutgoing, type OutgoingChoice } from '#domain/outgoing.ts';
import { deviceValue } from '../desk/device-value.ts';

/** A choice out of anything that was stored. */
function parse(stored: unknown): OutgoingChoice {
  const told: Partial<Record<keyof OutgoingChoice, unknown>> =
    typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const flag = (name: 'recipe' | 'prompts' | 'label' | 'credentials'): boolean => {
    const value = told[name];
    return typeof value === 'boolean' ? value : defaultOutgoing[name];
  };
  return {
    recipe: flag('recipe'),
    prompts: flag('prompts'),
    label: flag('label'),
    credentials: flag('credentials'),
    brought: broughtChoices.find((one) => one === told.brought) ?? defaultOutgoing.brought,
  };
}

/** What files carry when they leave this device, as it was chosen last. */
export const useOutgoingChoice = deviceValue('outgoing', parse);
