/** Small facts that cards and dialogs share. */
import type { ReactNode } from 'react';

import { Badge } from '../ui/Badge.tsx';
import { modelWords as words } from '../words/models.ts';
import styles from './Models.module.css';

/** A list of names and values. */
export const Facts = ({
  of,
}: {
  readonly of: readonly (readonly [string, ReactNode] | null)[];
}) => (
  <dl className={styles['facts']}>
    {of
      .filter((pair) => pair !== null)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

/** Whether results may be sold, in words. */
export const SoldBadge = ({ sold }: { readonly sold: boolean | null }) =>
  sold === true ? (
    <Badge tone="ok">{words.sold.yes}</Badge>
  ) : sold === false ? (
    <Badge tone="warn">{words.sold.no}</Badge>
  ) : (
    <Badge tone="warn">{words.sold.unknown}</Badge>
  );
