import { ZoomIn, ZoomOut } from 'lucide-react';

import { keysText } from '../shell/shortcuts.ts';
import { zoomWords as words } from '../words/review.ts';
import { Button, IconButton } from './Button.tsx';
import { Kbd } from './Kbd.tsx';
import { largestFactor, type SharedView, wholeView } from './shared-view.ts';

/** What wheel and fingers do, as buttons. */
export function ZoomButtons({
  view,
  onView,
}: {
  readonly view: SharedView;
  readonly onView: (view: SharedView) => void;
}) {
  const by = (factor: number): void => {
    const next = Math.min(largestFactor, view.factor * factor);
    onView(next <= 1 ? wholeView : { ...view, factor: next });
  };
  return (
    <>
      <IconButton
        size="small"
        label={words.out}
        icon={<ZoomOut aria-hidden />}
        unavailable={view.factor <= 1 ? words.isWhole : null}
        onClick={() => by(1 / 1.5)}
      />
      <Button
        size="small"
        look="quiet"
        aria-pressed={view.factor <= 1}
        onClick={() => onView(wholeView)}
      >
        {words.fit}
        <Kbd>{keysText('f')}</Kbd>
      </Button>
      <IconButton
        size="small"
        label={words.in}
        icon={<ZoomIn aria-hidden />}
        onClick={() => by(1.5)}
      />
    </>
  );
}
