import { History as HistoryIcon } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import type { HistoryFilter } from '#domain/contract/history.ts';
import { goTo, useSearchPart } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { historyWords as words } from '../words/history.ts';
import section from '../ui/Section.module.css';
import styles from './Data.module.css';
import own from './history/History.module.css';
import { everything, HistoryFilters, type Chosen } from './history/HistoryFilters.tsx';
import { RequestRow } from './history/RequestRow.tsx';

const pageSize = 50;
const day = 86_400_000;

/** The start of a day of the date field, in the time of this device. */
const startOf = (date: string): number | null => {
  const time = new Date(`${date}T00:00:00`).getTime();
  return date === '' || !Number.isFinite(time) ? null : time;
};

function filterOf(chosen: Chosen, entity: string | null): HistoryFilter {
  const from = startOf(chosen.from);
  const until = startOf(chosen.until);
  const text = chosen.text.trim();
  return {
    who: chosen.who,
    ...(chosen.command === '' ? {} : { command: chosen.command }),
    ...(entity === null ? {} : { entity }),
    ...(from === null ? {} : { from: Math.max(0, from) }),
    ...(until === null ? {} : { until: Math.max(0, until) + day }),
    ...(text === '' ? {} : { text }),
  };
}

/** A page of requests, and the button to the page below it. */
function Page({
  filter,
  before,
  isFirst,
}: {
  readonly filter: HistoryFilter;
  readonly before: number | null;
  readonly isFirst: boolean;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const read = useLiveQuery('requestHistory', {
    ...filter,
    limit: pageSize,
    ...(before === null ? {} : { before }),
  }).value;
  if (!read) return null;
  if (isFirst && read.requests.length === 0) {
    const isFiltered = Object.keys(filter).length > 1;
    return (
      <EmptyState
        icon={<HistoryIcon aria-hidden />}
        title={isFiltered ? words.noneFound : words.empty}
      >
        {isFiltered ? null : words.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={own['requests']}>
        {read.requests.map((request) => (
          <RequestRow key={request.request_id} request={request} />
        ))}
      </ul>
      {read.next !== null &&
        (isOpen ? (
          <Page filter={filter} before={read.next} isFirst={false} />
        ) : (
          <Button onClick={() => setIsOpen(true)}>{words.more}</Button>
        ))}
    </>
  );
}

/** What was done in this library, by whom and when; each request may be taken back by itself. */
export function History() {
  const [chosen, setChosen] = useState(everything);
  const entity = new URLSearchParams(useSearchPart()).get('of');
  const about = useLiveQuery('changes', entity === null ? null : { entity, limit: 20 }).value;
  const name = about?.things.find(({ id }) => id === entity)?.name;
  const filter = filterOf(useDeferredValue(chosen), entity);
  return (
    <section className={own['section']} aria-labelledby="data-history">
      <h2 id="data-history" className={styles['title']}>
        {words.title}
      </h2>
      <p className={section['lead']}>{words.lead}</p>
      {entity !== null && (
        <p className={own['line']}>
          {words.only(name ?? entity)}
          <Button size="small" onClick={() => goTo('/data/history')}>
            {words.clear}
          </Button>
        </p>
      )}
      <HistoryFilters chosen={chosen} onChosen={setChosen} />
      <Page key={JSON.stringify(filter)} filter={filter} before={null} isFirst />
    </section>
  );
}
