import { useEffect, useRef } from 'react';

import { taskAbout } from '#tasks/abouts.ts';
import { showFailure, useInkreel } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { copyText } from '../ui/copy-text.ts';
import { showToast } from '../ui/toasts.ts';
import { remixWords as words } from '../words/remix.ts';
import { useHeldSettings } from './held.ts';
import { allTold } from './told.ts';

/** Takes the settings of what made an asset, to be used on others; says why where there are none. */
export function CopySettings({ ids, onClose }: ActProps) {
  const client = useInkreel();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void client.query('remakePlan', { ids: ids.slice(0, 1) }).then((plan) => {
      onClose();
      if (!plan.ok) return showFailure(plan.failure);
      const [step] = plan.value;
      if (!step || step.kind === null) {
        showToast({ text: words.obstacle('not_made', null), tone: 'plain' });
        return undefined;
      }
      const { kind, settings, asset } = step;
      useHeldSettings.setState({ held: { kind, settings, name: asset.name } });
      showToast({ text: words.copied(taskAbout(kind)?.words.act ?? kind), tone: 'plain' });
      return undefined;
    });
  }, [client, ids, onClose]);
  return null;
}

/** Copies prompt and seed for a maker elsewhere; says why where there are none. */
export function CopyPrompt({ ids, onClose }: ActProps) {
  const client = useInkreel();
  const begun = useRef(false);
  const [id] = ids;
  useEffect(() => {
    if (begun.current || id === undefined) return;
    begun.current = true;
    void client.query('asset', { id }).then(async (found) => {
      onClose();
      if (!found.ok) return showFailure(found.failure);
      const told = found.value && allTold(found.value)[0];
      if (!told?.prompt) {
        showToast({ text: told ? words.noPrompt : words.nothingRecorded, tone: 'plain' });
        return undefined;
      }
      const seed = typeof told.seed === 'number' ? `\nSeed: ${told.seed}` : '';
      await copyText(`${told.prompt}${seed}`);
      return undefined;
    });
  }, [client, id, onClose]);
  return null;
}
