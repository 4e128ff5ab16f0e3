/** Commands and queries as typed functions, over whatever carries them to the database thread. */
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import { uuidv7, type RequestId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { ok } from '#domain/result.ts';

/** Carries calls to the library, wherever it is open. */
export interface Transport {
  command(
    name: CommandName,
    input: unknown,
    by: { readonly request: RequestId; readonly actor: string },
  ): Promise<Result<unknown>>;
  query(
    name: QueryName,
    params: unknown,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly value: unknown; readonly tables: readonly string[] }>>;
  sql(
    text: string,
    params: readonly unknown[],
  ): Promise<
    Result<{
      readonly rows: readonly Readonly<Record<string, unknown>>[];
      readonly tables: readonly string[];
    }>
  >;
}

/** `commands.enqueue({ … })`: one transaction each, under a request id made here. */
export type CommandDoor = {
  readonly [Name in CommandName]: (
    input: Commands[Name]['input'],
  ) => Promise<Result<Commands[Name]['value']>>;
};

/** `queries.asset({ id })`: the value once; `live` keeps it up to date. */
export type QueryDoor = {
  readonly [Name in QueryName]: (
    params: Queries[Name]['params'],
    signal?: AbortSignal,
  ) => Promise<Result<Queries[Name]['value']>>;
};

export interface Client {
  readonly commands: CommandDoor;
  readonly queries: QueryDoor;
  /** Read-only SQL; anything that writes is refused with a failure. */
  readonly sql: (
    text: string,
    params?: readonly unknown[],
  ) => Promise<Result<readonly Readonly<Record<string, unknown>>[]>>;
}

/** Every command by name; the compiler says when one is missing. */
const commandNames = {
  importFiles: true,
  noteImport: true,
  saveMask: true,
  beginImport: true,
  endImport: true,
  editAssets: true,
  tagAssets: true,
  setTagColour: true,
  addTagAlias: true,
  removeTagAlias: true,
  addTagParent: true,
  removeTagParent: true,
  renameTag: true,
  mergeTags: true,
  deleteTags: true,
  renameThemes: true,
  bulkEdit: true,
  tagByFolders: true,
  approveAssets: true,
  editCredits: true,
  trashAssets: true,
  restoreAssets: true,
  emptyTrash: true,
  enqueue: true,
  cancelTasks: true,
  retryTasks: true,
  runAgain: true,
  pauseTasks: true,
  resumeTasks: true,
  pauseQueue: true,
  resumeQueue: true,
  prioritiseTasks: true,
  hastenThumbnails: true,
  clearFinishedTasks: true,
  discardTargets: true,
  createPack: true,
  editPack: true,
  trashPack: true,
  addToPack: true,
  removeFromPack: true,
  moveInPack: true,
  notePackExport: true,
  createCollection: true,
  editCollection: true,
  trashCollection: true,
  restoreCollection: true,
  archiveCollection: true,
  addToCollection: true,
  removeFromCollection: true,
  moveInCollection: true,
  editMember: true,
  createProject: true,
  editProject: true,
  trashProject: true,
  restoreProject: true,
  moveToProject: true,
  createAsset: true,
  editMetadata: true,
  writeText: true,
  enterOldModel: true,
  beginReview: true,
  placeReview: true,
  endReview: true,
  judgePair: true,
  linkAssets: true,
  unlinkAssets: true,
  editLink: true,
  moveLink: true,
  replaceAsset: true,
  rebuildFrom: true,
  makeAgain: true,
  undoRequest: true,
  saveQuery: true,
  deleteQuery: true,
  markMissing: true,
  markFound: true,
  setBackupFolder: true,
  noteRehearsal: true,
  addFolder: true,
  editFolder: true,
  forgetFolder: true,
  scanFolder: true,
  resumeFolderTasks: true,
  forgetSkipped: true,
  noteFolderChanges: true,
  enterFolderFiles: true,
  enterSidecars: true,
  presetImport: true,
  endFolderScan: true,
  noteCopied: true,
  addModel: true,
  updateModel: true,
  removeModel: true,
  noteModelTest: true,
} satisfies Record<CommandName, true>;

/** Every query by name; the compiler says when one is missing. */
const queryNames = {
  knownBytes: true,
  knownSizes: true,
  counts: true,
  assetLayout: true,
  assetCards: true,
  assetIds: true,
  asset: true,
  assets: true,
  localModels: true,
  localModel: true,
  facets: true,
  suggest: true,
  suggestQuery: true,
  subfolders: true,
  tags: true,
  tagDetails: true,
  suggestTags: true,
  themes: true,
  commonValues: true,
  selectionFacts: true,
  taskFit: true,
  bulkPreview: true,
  folderPreview: true,
  history: true,
  requests: true,
  undoState: true,
  requestHistory: true,
  historyCommands: true,
  changes: true,
  undoPreview: true,
  readSql: true,
  savedQueries: true,
  schemaTables: true,
  task: true,
  tasks: true,
  queue: true,
  batches: true,
  trash: true,
  attempts: true,
  speed: true,
  packs: true,
  pack: true,
  collections: true,
  collection: true,
  collectionMembers: true,
  collectionDeletion: true,
  folderTree: true,
  recipeFacets: true,
  nearSearch: true,
  assetDays: true,
  projects: true,
  projectUse: true,
  masterReferences: true,
  text: true,
  kindFacts: true,
  enteredOldModel: true,
  tasksInOldWords: true,
  assetsOfKind: true,
  masksFor: true,
  reviews: true,
  review: true,
  reviewable: true,
  assetsByRow: true,
  similarPairs: true,
  prints: true,
  linksOf: true,
  lineage: true,
  usesOf: true,
  usesOfTrash: true,
  staleIf: true,
  rebuildPlan: true,
  assetsNamed: true,
  partsTree: true,
  shotsOf: true,
  referencesOf: true,
  usersOf: true,
  versionsOf: true,
  costs: true,
  importList: true,
  contents: true,
  blobs: true,
  thumbnails: true,
  waves: true,
  peaks: true,
  strip: true,
  schema: true,
  backups: true,
  tableCounts: true,
  missingBlobs: true,
  folders: true,
  folder: true,
  folderFiles: true,
  outsideFiles: true,
  places: true,
  looseFiles: true,
  exportRows: true,
  recipeGrounds: true,
  remakePlan: true,
} satisfies Record<QueryName, true>;

/** A new request id: the unit of history, undo and safe repetition. */
export const newRequest = (): RequestId =>
  // The border: a fresh UUIDv7 is a request id by definition.
  uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as RequestId;

/** Makes the typed functions; the history names "user" as who did it, whether by click or by script. */
export function createClient(transport: Transport): Client {
  const command = (name: string) => (input: unknown) =>
    // The border: names come from the list above, the value is typed by the contract.
    transport.command(name as CommandName, input, { request: newRequest(), actor: 'user' });
  const query = (name: string) => async (params: unknown, signal?: AbortSignal) => {
    const result = await transport.query(name as QueryName, params, signal);
    return result.ok ? ok(result.value.value) : result;
  };
  return {
    commands: functionsByName(commandNames, command) as CommandDoor,
    queries: functionsByName(queryNames, query) as QueryDoor,
    async sql(text, params = []) {
      const result = await transport.sql(text, params);
      return result.ok ? ok(result.value.rows) : result;
    },
  };
}

const functionsByName = (names: object, make: (name: string) => unknown): unknown =>
  Object.freeze(Object.fromEntries(Object.keys(names).map((name) => [name, make(name)])));
