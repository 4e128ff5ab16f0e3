import { useEffect, useRef, useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import { fetchEngine, isEngineHere, removeEngine } from '#media/ffmpeg/engine.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { failureLine } from '../words/failures.ts';
import { settingsWords as words } from '../words/settings.ts';
import styles from './Settings.module.css';

/** The optional media engine: whether it is here, to be fetched beforehand or removed. */
export function MediaEngine() {
  const [here, setHere] = useState<boolean | null>(null);
  const [fraction, setFraction] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    let current = true;
    void isEngineHere().then((found) => {
      if (current) setHere(found);
    });
    return () => {
      current = false;
      stop.current?.abort();
    };
  }, []);
  const get = async (): Promise<void> => {
    setFailure(null);
    setFraction(0);
    stop.current = new AbortController();
    const got = await fetchEngine(setFraction, stop.current.signal);
    setFraction(null);
    if (!got.ok && got.failure.code !== 'cancelled') setFailure(got.failure);
    setHere(await isEngineHere());
  };
  return (
    <>
      <h3>{words.engine}</h3>
      <p className={styles['quiet']}>
        {words.engineText} <a href="licenses/media-engine.txt">{words.engineLicence}</a>
      </p>
      <output>
        {failure
          ? failureLine(failure)
          : fraction !== null
            ? words.engineFetching
            : here
              ? words.engineHere
              : words.engineAway}
      </output>
      {fraction !== null && (
        <div className={styles['bar']}>
          <Progress label={words.engine} fraction={fraction} />
        </div>
      )}
      {fraction !== null ? (
        <Button onClick={() => stop.current?.abort()}>{words.engineStop}</Button>
      ) : here ? (
        <Button onClick={() => void removeEngine().then(() => setHere(false))}>
          {words.engineRemove}
        </Button>
      ) : (
        <Button onClick={() => void get()}>{words.engineFetch}</Button>
      )}
    </>
  );
}
