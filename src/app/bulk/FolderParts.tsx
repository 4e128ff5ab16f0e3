import type { Queries } from '#domain/contract/queries.ts';
import {
  type FolderMapping,
  type FolderRules,
  type FolderUse,
  folderUses,
  mappingOf,
} from '#domain/folder-tags.ts';
import { Select } from '../ui/Select.tsx';
import { Table } from '../ui/Table.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import { numberText } from '../words/format.ts';
import styles from './Bulk.module.css';

type Part = Queries['folderPreview']['value']['parts'][number];

/** More than these are not listed; they stay tags. */
const listed = 100;

/** What each folder becomes, and how it is written. */
export function FolderParts({
  parts,
  rules,
  onMapping,
}: {
  readonly parts: readonly Part[];
  readonly rules: FolderRules;
  readonly onMapping: (mapping: readonly FolderMapping[]) => void;
}) {
  const mappingFor = mappingOf(rules);
  const set = (part: string, next: Partial<FolderMapping>): void => {
    const before = mappingFor(part) ?? { part, use: 'tag' as const };
    const others = (rules.mapping ?? []).filter((one) => one !== before);
    onMapping([...others, { ...before, ...next }]);
  };
  // What is typed at this moment, and not what the database answered a moment ago.
  const useOf = ({ part }: Part): FolderUse => mappingFor(part)?.use ?? 'tag';
  const valueOf = ({ part }: Part): string => mappingFor(part)?.value ?? part;
  return (
    <section className={styles['section']} aria-label={words.partsTitle}>
      <h3 className={styles['heading']}>{words.partsTitle}</h3>
      <div className={styles['preview']}>
        <Table
          caption={words.partsTitle}
          rows={parts.slice(0, listed)}
          rowKey={(part) => part.part}
          columns={[
            {
              key: 'part',
              label: words.part,
              cell: (part) => (
                <span className={styles['clip']} dir="auto">
                  {part.part}
                </span>
              ),
            },
            {
              key: 'assets',
              label: words.assets,
              figures: true,
              cell: (part) => numberText(part.assets),
            },
            {
              key: 'use',
              label: words.becomes,
              cell: (part) => (
                <Select<FolderUse>
                  aria-label={words.useOf(part.part)}
                  value={useOf(part)}
                  onValue={(use) => set(part.part, { use })}
                  choices={folderUses.map((value) => ({ value, label: words.uses[value] }))}
                />
              ),
            },
            {
              key: 'value',
              label: words.written,
              cell: (part) =>
                useOf(part) === 'nothing' ? null : (
                  <>
                    <TextInput
                      aria-label={words.writtenOf(part.part)}
                      maxLength={100}
                      value={valueOf(part)}
                      onChange={(event) => set(part.part, { value: event.target.value })}
                    />
                    {part.tag !== null && (
                      <span className={styles['quiet']}>{words.standsFor(part.tag)}</span>
                    )}
                  </>
                ),
            },
          ]}
        />
      </div>
      {parts.length > listed && (
        <p className={styles['quiet']}>{words.partsLeft(parts.length - listed)}</p>
      )}
    </section>
  );
}
