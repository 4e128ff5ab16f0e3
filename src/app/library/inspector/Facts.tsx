import type { AssetRow } from '#domain/asset.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Facts.module.css';
import { factsOf, isUnread } from './facts.ts';

/** Names and values, side by side. */
export const FactList = ({
  facts,
}: {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}) => (
  <dl className={styles['facts']}>
    {facts.map((fact) => (
      <div key={fact.label} className={styles['fact']}>
        <dt>{fact.label}</dt>
        <dd>{fact.value}</dd>
      </div>
    ))}
  </dl>
);

/** What was read out of the file; what could not be read says why. */
export function Facts({ asset }: { readonly asset: AssetRow }) {
  const reading = isUnread(asset);
  return (
    <dl className={styles['facts']}>
      {factsOf(asset).map((fact) => (
        <div key={fact.key} className={styles['fact']}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value ??
              (reading ? (
                <span className={styles['unread']}>{words.notReadYet}</span>
              ) : (
                'why' in fact && (
                  <Tooltip text={fact.why}>
                    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the reason must be reachable by keyboard */}
                    <span className={styles['unread']} tabIndex={0}>
                      {words.notRead}
                      <VisuallyHidden>{fact.why}</VisuallyHidden>
                    </span>
                  </Tooltip>
                )
              ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
