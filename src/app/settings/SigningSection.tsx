import { useEffect, useState } from 'react';

import { bringSigning, deleteSigning, signingState, type SigningState } from '#workers/signing.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { credentialsWords as words } from '../words/credentials.ts';
import { BringDialog, RenewDialog } from './SigningDialogs.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

type Open = 'renew' | 'bring' | 'remove' | null;

/** The key that this device signs with: what it says, and another one instead. */
export function SigningSection() {
  const [state, setState] = useState<SigningState | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [failed, setFailed] = useState(false);
  const read = (): void => void signingState().then(setState);
  useEffect(read, []);
  const isBrought = state?.state === 'ready' && state.certificate.brought;
  const close = (): void => {
    setOpen(null);
    read();
  };
  return (
    <Section title={words.settingsTitle}>
      <p className={styles['quiet']}>{words.settingsText}</p>
      {state?.state === 'ready' ? (
        <Certificate state={state} />
      ) : (
        <output>
          {state?.state === 'impossible'
            ? words.impossible[state.why]
            : state && words[state.state]}
        </output>
      )}
      {failed && <p role="alert">{words.failed}</p>}
      <div className={styles['row']}>
        <Button
          unavailable={state?.state === 'impossible' ? words.impossible[state.why] : null}
          onClick={() => setOpen('renew')}
        >
          {state?.state === 'ready' ? words.renew : words.makeKey}
        </Button>
        <Button
          unavailable={
            state?.state === 'impossible' && state.why === 'not_kept'
              ? words.impossible.not_kept
              : null
          }
          onClick={() => setOpen('bring')}
        >
          {words.bring}
        </Button>
        {state?.state === 'ready' && (
          <Button look="danger" onClick={() => setOpen('remove')}>
            {words.remove}
          </Button>
        )}
      </div>
      <details className={styles['proves']}>
        <summary>{words.proves}</summary>
        {[words.provesYes, isBrought ? words.provesBrought : words.provesNo, words.provesTime].map(
          (text) => (
            <p key={text} className={styles['quiet']}>
              {text}
            </p>
          ),
        )}
      </details>
      {open === 'renew' && (
        <RenewDialog isFirst={state?.state !== 'ready'} onClose={close} onFailed={setFailed} />
      )}
      {open === 'bring' && <BringDialog bring={bringSigning} onClose={close} />}
      <ConfirmDialog
        open={open === 'remove'}
        title={words.removeTitle}
        description={words.removeText}
        act={words.remove}
        onClose={() => setOpen(null)}
        onConfirm={() => void deleteSigning().then(close, () => setFailed(true))}
      />
    </Section>
  );
}

const Certificate = ({
  state: { certificate },
}: {
  readonly state: Extract<SigningState, { state: 'ready' }>;
}) => {
  const { holder, issuer, from, until, algorithm, brought, print } = certificate;
  const facts: readonly (readonly [string, string])[] = [
    [words.holder, holder],
    ...(issuer === holder ? [] : [[words.issuer, issuer] as const]),
    [words.kept, brought ? words.brought : words.made],
    ...(from === null || until === null
      ? []
      : [[words.certificate, words.dates(from, until)] as const]),
    [words.algorithm, algorithm],
    [words.print, print.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ')],
  ];
  return (
    <dl className={styles['card']}>
      {facts.map(([label, value]) => (
        <div key={label} className={styles['fact']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
