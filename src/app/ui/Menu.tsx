import {
  cloneElement,
  lazy,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  Suspense,
  useRef,
  useState,
} from 'react';

export type MenuEntry =
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      readonly keys?: string;
      readonly danger?: boolean;
      /** Why it cannot be used now; shown under the label. */
      readonly unavailable?: string | null | undefined;
      readonly onSelect: () => void;
    }
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      /** A list beside it. */
      readonly entries: readonly MenuEntry[];
    }
  | 'separator';

// The list itself comes when a pointer or the focus comes near its button.
const load = () => import('./MenuList.tsx');
const MenuList = lazy(async () => ({ default: (await load()).MenuList }));

type Handler<Event extends SyntheticEvent> = ((event: Event) => void) | undefined;

/** Calls the trigger's own handler, then ours. */
const both =
  <Event extends SyntheticEvent>(own: unknown, ours: (event: Event) => void) =>
  (event: Event): void => {
    // The border: props of a given element are unknown here.
    (own as Handler<Event>)?.(event);
    ours(event);
  };

/** A list of acts behind a button. */
export function Menu({
  trigger,
  entries,
  align = 'end',
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    // While the list stands, everything else is inert: the focus goes back once it is gone.
    setTimeout(() => {
      if (document.activeElement === document.body) button.current?.focus();
    }, 50);
  };
  const { props } = trigger;
  const near = (): void => void load();
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onPointerEnter: both(props['onPointerEnter'], near),
        onFocus: both(props['onFocus'], near),
        onClick: both<MouseEvent>(props['onClick'], (event) => {
          if (!event.defaultPrevented) setOpen((before) => !before);
        }),
        onKeyDown: both<KeyboardEvent>(props['onKeyDown'], (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }),
      })}
      {open && (
        <Suspense fallback={null}>
          <MenuList anchor={button} entries={entries} align={align} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
