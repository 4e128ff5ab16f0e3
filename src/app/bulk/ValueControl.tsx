import { useState } from 'react';

import { provenances, reviewMarks } from '#domain/asset.ts';
import type { BulkField } from '#domain/contract/bulk.ts';
import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Select } from '../ui/Select.tsx';
import { SuggestInput } from '../ui/SuggestInput.tsx';
import { TextArea } from '../ui/TextInput.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import { inspectorWords } from '../words/inspector.ts';
import { libraryWords } from '../words/library.ts';

interface Control {
  readonly field: BulkField;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Suggested({ field, value, onValue }: Control & { readonly field: 'theme' | 'source' }) {
  const [isTyping, setTyping] = useState(false);
  const mine = useInProject();
  const suggestions =
    useLiveQuery('suggest', isTyping ? { what: field, prefix: value, ...mine } : null).value ?? [];
  return (
    <SuggestInput
      label={words.valueOf(words.fields[field])}
      value={value}
      suggestions={isTyping ? suggestions : []}
      onValue={(next) => {
        setTyping(true);
        onValue(next);
      }}
      onTake={(next) => {
        setTyping(false);
        onValue(next);
      }}
    />
  );
}

/** The control for the new value of a field. */
export function ValueControl({
  field,
  value,
  onValue,
  projects,
}: Control & { readonly projects: ReadonlyMap<string, string> }) {
  if (field === 'theme' || field === 'source') {
    return <Suggested field={field} value={value} onValue={onValue} />;
  }
  const label = words.valueOf(words.fields[field]);
  if (field === 'alt_text') {
    return (
      <TextArea
        aria-label={label}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    );
  }
  const choices = {
    provenance: provenances.map((one) => ({ value: one, label: libraryWords.provenances[one] })),
    approved: [
      { value: 'yes', label: words.yes },
      { value: 'no', label: words.no },
    ],
    is_master_reference: [
      { value: 'yes', label: words.yes },
      { value: 'no', label: words.no },
    ],
    starred: [
      { value: 'yes', label: words.yes },
      { value: 'no', label: words.no },
    ],
    review: reviewMarks.map((one) => ({ value: one, label: words.reviewMarks[one] })),
    rating: [1, 2, 3, 4, 5].map((stars) => ({
      value: String(stars),
      label: inspectorWords.stars(stars),
    })),
    project_id: [...projects].map(([id, name]) => ({ value: id, label: name })),
  }[field];
  return <Select<string> aria-label={label} value={value} onValue={onValue} choices={choices} />;
}
