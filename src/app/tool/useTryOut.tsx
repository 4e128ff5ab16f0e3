import { lazy, Suspense, useState, type ReactNode } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useInkreel } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { tryoutWords as words } from '../words/tryout.ts';
import type { Measured } from './ToolDialog.tsx';
import type { Queueing } from './useQueueing.ts';

const TryOut = lazy(async () => {
  const { TryOut: Loaded } = await import('../tryout/TryOut.tsx');
  return { default: Loaded };
});

/**
 * Lets the settings of a tool be tried inside its dialog: the button that opens the trial, the
 * trial itself, and what the dialog learns of it.
 *
 * @param sources the pictures that it may be tried on; without any nothing is offered
 * @param unavailable why it cannot be tried yet
 */
export function useTryOut({
  kind,
  queueing,
  sources,
  unavailable = null,
}: {
  readonly kind: string;
  readonly queueing: Queueing;
  readonly sources: readonly AssetRow[];
  readonly unavailable?: string | null;
}): {
  readonly button: ReactNode;
  readonly trial: ReactNode;
  readonly size: 'normal' | 'wide';
  readonly measured: Measured | null;
} {
  const { trials } = useInkreel();
  const [trying, setTrying] = useState(false);
  const [measured, setMeasured] = useState<Measured | null>(null);
  return {
    button: trials && sources.length > 0 && (
      <Button
        look="quiet"
        aria-expanded={trying}
        unavailable={unavailable}
        onClick={() => setTrying(!trying)}
      >
        {trying ? words.close : words.open}
      </Button>
    ),
    trial: trying && unavailable === null && (
      <Suspense>
        <TryOut
          kind={kind}
          settings={queueing.given}
          sources={sources}
          onMeasured={(ms, mp) => setMeasured({ ms, mp })}
        />
      </Suspense>
    ),
    size: trying ? 'wide' : 'normal',
    measured,
  };
}
