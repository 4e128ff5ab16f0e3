import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import styles from './Chip.module.css';

/** A filter that is on or off, with its count. */
export const Chip = ({
  label,
  count,
  pressed,
  onPress,
}: {
  readonly label: string;
  readonly count?: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) => (
  <button type="button" className={styles['chip']} aria-pressed={pressed} onClick={onPress}>
    <bdi className={styles['label']}>{label}</bdi>
    {count !== undefined && <span>{count}</span>}
  </button>
);

/** A value that can be taken away: a filter that is set, a tag. */
export const RemovableChip = ({
  name,
  children,
  removeLabel,
  onRemove,
}: {
  /** What kind of value it is, quietly before it. */
  readonly name?: string;
  readonly children: ReactNode;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}) => (
  <span className={styles['token']}>
    {name && <span className={styles['name']}>{name}</span>}
    <span className={styles['value']}>{children}</span>
    <button type="button" className={styles['remove']} aria-label={removeLabel} onClick={onRemove}>
      <X aria-hidden />
    </button>
  </span>
);
