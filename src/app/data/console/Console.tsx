import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import { sqlBounds, type SqlAnswer } from '#domain/contract/history.ts';
import { parametersOf, typedValue } from '#domain/sql-parameters.ts';
import { showFailure, useCommand, useInkreel } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { TextArea, TextInput } from '../../ui/TextInput.tsx';
import { consoleWords as words } from '../../words/console.ts';
import section from '../../ui/Section.module.css';
import own from '../Data.module.css';
import { Answer } from './Answer.tsx';
import styles from './Console.module.css';
import { noteRecent, useDraft, useSqlLimits } from './draft.ts';
import { KeepDialog } from './KeepDialog.tsx';
import { Queries } from './Queries.tsx';

interface Shown {
  readonly answer: SqlAnswer;
  readonly isPlan: boolean;
  readonly limit: number;
  /** Counts up, so that a new result begins at its first page. */
  readonly run: number;
}

function Limits() {
  const { value, set } = useSqlLimits();
  return (
    <>
      {(['rows', 'milliseconds'] as const).map((which) => {
        const { least, most } = sqlBounds[which];
        return (
          <div key={which} className={styles['limit']}>
            <Field label={which === 'rows' ? words.rowLimit : words.timeLimit}>
              {(control) => (
                <NumberInput
                  {...control}
                  min={least}
                  max={most}
                  step={which === 'rows' ? 1 : 100}
                  unit={which === 'rows' ? words.rowUnit : words.timeUnit}
                  value={value[which]}
                  onValue={(next) => {
                    const kept = Math.round(Math.min(most, Math.max(least, next ?? least)));
                    set({ ...value, [which]: kept });
                  }}
                />
              )}
            </Field>
          </div>
        );
      })}
    </>
  );
}

function Values({ names }: { readonly names: readonly string[] }) {
  const { typed, type } = useDraft();
  if (names.length === 0) return null;
  return (
    <fieldset className={styles['values']}>
      <legend>{words.values}</legend>
      {names.map((name) => (
        <Field key={name} label={name}>
          {(control) => (
            <TextInput
              {...control}
              value={typed[name] ?? ''}
              onChange={(event) => type(name, event.target.value)}
            />
          )}
        </Field>
      ))}
      <p className={styles['quiet']}>{words.valueHelp}</p>
    </fieldset>
  );
}

/** The library asked by SQL: it reads, within limits that are seen, and writes nothing. */
export function Console() {
  const client = useInkreel();
  const command = useCommand();
  const { sql, typed, kept, write } = useDraft();
  const limits = useSqlLimits((state) => state.value);
  const editor = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  /** Takes the running statement back; null while none runs. */
  const [stop, setStop] = useState<(() => void) | null>(null);
  const busy = stop !== null;
  const [keeping, setKeeping] = useState(false);
  useEffect(() => {
    if (stop === null) return undefined;
    const onEscape = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') stop();
    };
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [stop]);
  const names = parametersOf(sql);
  const empty = sql.trim() === '' ? words.empty : null;

  const run = async (isPlan: boolean): Promise<void> => {
    if (busy || empty !== null) return;
    // An address that stands while the answer is wanted: the busy thread looks it up as it runs.
    const mark = URL.createObjectURL(new Blob(['1']));
    const takeBack = (): void => URL.revokeObjectURL(mark);
    setStop(() => takeBack);
    const values = names.map((name) => {
      const text = typed[name] ?? '';
      return text.trim() === '' ? null : typedValue(text);
    });
    const result = await client.query('readSql', {
      sql: isPlan ? `EXPLAIN QUERY PLAN ${sql}` : sql,
      values,
      ...limits,
      while: mark,
    });
    takeBack();
    setStop(null);
    if (!result.ok) {
      showFailure(result.failure);
      return;
    }
    const answer = result.value;
    setShown({ answer, isPlan, limit: limits.rows, run: (shown?.run ?? 0) + 1 });
    if (answer.kind === 'rows' && !isPlan) noteRecent(sql);
    if (answer.kind === 'wrong' && answer.at && !isPlan) {
      const { line, column } = answer.at;
      const before = sql.split('\n').slice(0, line - 1);
      const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      editor.current?.focus();
      editor.current?.setSelectionRange(at, at);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void run(false);
  };
  return (
    <section aria-labelledby="data-sql" className={styles['console']}>
      <div className={styles['work']}>
        <h2 id="data-sql" className={own['title']}>
          {words.title}
        </h2>
        <p className={section['lead']}>{words.lead}</p>
        <Field label={words.editor} help={words.editorHelp}>
          {(control) => (
            <TextArea
              {...control}
              ref={editor}
              className={styles['editor']}
              spellCheck={false}
              autoCapitalize="off"
              autoCorrect="off"
              maxLength={100_000}
              value={sql}
              onChange={(event) => write(event.target.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <Values names={names} />
        <div className={styles['tools']}>
          <Button look="primary" busy={busy} unavailable={empty} onClick={() => void run(false)}>
            {busy ? words.running : words.run}
          </Button>
          {stop && <Button onClick={stop}>{words.cancel}</Button>}
          <Button unavailable={empty} onClick={() => void run(true)}>
            {words.plan}
          </Button>
          {kept && (
            <Button unavailable={empty} onClick={() => void command('saveQuery', { ...kept, sql })}>
              {words.keepChanges}
            </Button>
          )}
          <Button unavailable={empty} onClick={() => setKeeping(true)}>
            {words.keep}
          </Button>
          <Limits />
        </div>
        <p className={styles['quiet']}>{words.limitHelp}</p>
        {shown && <Answer key={shown.run} {...shown} />}
      </div>
      <Queries onPick={() => editor.current?.focus()} />
      {keeping && <KeepDialog onClose={() => setKeeping(false)} />}
    </section>
  );
}
