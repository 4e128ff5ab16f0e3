import type { ReactElement } from 'react';
import { useLocation } from 'wouter';

import { Menu } from '../ui/Menu.tsx';
import { safetyWords as words } from '../words/safety.ts';
import { useLibraries } from './useLibraries.ts';
import { useSafety } from './useSafety.ts';

/** The other libraries behind a button: one click opens another, or leads to all of them. */
export function LibraryMenu({
  trigger,
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
}) {
  const safety = useSafety();
  const [, navigate] = useLocation();
  const list = useLibraries(safety, null);
  return (
    <Menu
      trigger={trigger}
      align="start"
      entries={[
        ...list.map((library) => ({
          label: library.name,
          unavailable: library.id === safety?.library ? words.here : null,
          onSelect: () => safety?.libraries.switchTo(library.id),
        })),
        'separator' as const,
        { label: words.libraries, onSelect: () => navigate('/data') },
      ]}
    />
  );
}
