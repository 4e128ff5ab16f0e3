import { MousePointerClick } from 'lucide-react';

import { EmptyState } from '../ui/EmptyState.tsx';
import { inspectorWords as words } from '../words/inspector.ts';

/** What the inspector says before anything is chosen; the inspector itself is loaded only then. */
export const NothingSelected = () => (
  <EmptyState icon={<MousePointerClick aria-hidden />} title={words.nothing}>
    {words.nothingText}
  </EmptyState>
);
