/** Reads the tables of an older program out of files and plans what they become, away from the page. */
import { type Failure, failureFrom } from '#domain/failure.ts';
import { type OldPlan, planOldModel } from '#domain/old-model/plan.ts';
import type { OldTable } from '#domain/old-model/values.ts';
import { readTables } from '#formats/tables/read.ts';
import type { ReadAsked, ReadFile } from './read.ts';

/** The most bytes that one file with tables may have. */
const largest = 200_000_000;

async function tablesOf({ file, path }: ReadFile): Promise<readonly OldTable[] | Failure> {
  if (file.size > largest) return { code: 'too_large', what: path, limit: '200 MB' };
  const read = readTables(path, await file.text());
  return read.ok ? read.value : read.failure;
}

async function read({ files, media }: ReadAsked): Promise<OldPlan | Failure> {
  const tables: OldTable[] = [];
  for (const file of files) {
    const found = await tablesOf(file);
    if ('code' in found) return found;
    tables.push(...found);
  }
  return planOldModel(tables, media);
}

addEventListener('message', (event: MessageEvent<ReadAsked>) => {
  void read(event.data)
    .catch((thrown: unknown) => failureFrom(thrown))
    .then((answer) => postMessage(answer));
});
