/** A small library in memory for component tests and for looking at the screens; never in the app. */
import type { AssetRow } from '#domain/asset.ts';
import type { CommandName } from '#domain/contract/commands.ts';
import type { AssetCard, AssetFilter, QueryName } from '#domain/contract/queries.ts';
import type { AssetId, RequestId, Sha256, TaskId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import { createLive } from '#db/live.ts';
import type { InkreelClient, ProgressTick } from '#app/inkreel.ts';
import { isFound, suggestionsAt } from './fake-query.ts';
import { commonValuesOf, selectionFactsOf } from './fake-selection.ts';

export interface FakeClient extends InkreelClient {
  /** Every command that was run, oldest first. */
  readonly ran: { readonly name: CommandName; readonly input: unknown }[];
  readonly tick: (tick: ProgressTick) => void;
  readonly rows: () => readonly AssetRow[];
}

const hues = [255, 150, 30, 350, 290, 210, 20, 190];
const shapes: readonly (readonly [number, number])[] = [
  [1664, 1088],
  [832, 1248],
  [1024, 1024],
  [1344, 896],
  [1152, 1024],
  [1920, 1080],
  [800, 1200],
  [1400, 1000],
];

/** Paints a night scene, so that screenshots look like work. */
async function paint(index: number, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const hue = hues[index % hues.length]!;
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, `hsl(${String(hue)} 45% 12%)`);
  sky.addColorStop(1, `hsl(${String(hue + 20)} 55% 34%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${String(hue + 40)} 60% 88%)`;
  context.beginPath();
  context.arc(width * (0.2 + ((index * 37) % 60) / 100), height * 0.36, height * 0.15, 0, 7);
  context.fill();
  for (let layer = 0; layer < 3; layer += 1) {
    context.fillStyle = `hsl(${String(hue)} 40% ${String(24 - layer * 8)}%)`;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= 8; x += 1) {
      const lift = Math.sin(x * 1.7 + layer * 2 + index) * 0.06;
      context.lineTo((x / 8) * width, height * (0.62 + layer * 0.12 + lift));
    }
    context.lineTo(width, height);
    context.fill();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

const word = (index: number): string =>
  ['Lantern street', 'Stall keeper', 'Moss gate', 'Ferry at dusk', 'Rain on tin', 'Old bell'][
    index % 6
  ]!;

function row(index: number): AssetRow {
  const kind = index % 13 === 5 ? 'video' : index % 17 === 9 ? 'audio' : 'image';
  const [width, height] = shapes[(index * 5) % shapes.length]!;
  const generating = index % 23 === 10;
  const failed = index % 29 === 18;
  return {
    n: index + 1,
    id: `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}` as AssetId,
    project_id: null,
    review: null,
    kind,
    name: `${word(index)} ${String(index + 1)}.${kind === 'image' ? 'png' : kind === 'video' ? 'mp4' : 'flac'}`,
    state: generating ? 'generating' : failed ? 'failed' : 'ready',
    origin: generating || failed ? 'derivative' : 'import',
    provenance: index % 3 === 0 ? 'ai_generated' : index % 7 === 1 ? 'enhanced' : 'unknown',
    source: index % 3 === 0 ? 'Midjourney' : null,
    theme: index % 4 === 0 ? 'night market' : null,
    rating: index % 5 === 0 ? 4 : null,
    approved: index % 3 === 0 ? 1 : 0,
    is_master_reference: index === 3 ? 1 : 0,
    starred: 0,
    blob: generating || failed ? null : (String(index).padStart(64, '0') as Sha256),
    mime: kind === 'image' ? 'image/png' : kind === 'video' ? 'video/mp4' : 'audio/flac',
    format: kind === 'image' ? 'png' : kind === 'video' ? 'mp4' : 'flac',
    size: 1_240_000 + index * 7_919,
    width: kind === 'audio' ? null : width,
    height: kind === 'audio' ? null : height,
    duration_s: kind === 'image' ? null : 8 + index,
    fps: null,
    codec: kind === 'image' ? null : 'h264',
    sample_rate_hz: null,
    channels: null,
    bitrate: null,
    url: null,
    metadata: JSON.stringify({
      extracted_at: 1,
      colour_profile: 'sRGB IEC61966-2.1',
      unread: { fps: 'the container has no time base', sample_rate_hz: 'no stream header' },
      ...(index % 11 === 7 ? { misnamed_as: 'jpg' } : {}),
    }),
    generation: null,
    cost_micros: null,
    currency: null,
    alt_text: null,
    created_at: 1_763_000_000_000 - index * 3_600_000,
    updated_at: 1_763_000_000_000,
    deleted_at: null,
  };
}

const task = (asset: AssetRow): TaskRow => ({
  id: `task-${asset.id}` as TaskId,
  kind: 'upscale',
  lane: 'gpu',
  status: asset.state === 'failed' ? 'failed' : 'running',
  blocked_reason: null,
  step: null,
  outcome: null,
  progress: 0.1,
  project_id: null,
  source_asset_id: null,
  target_asset_id: asset.id,
  pack_id: null,
  batch_id: null,
  params: '{"scale":4}',
  result: null,
  failure:
    asset.state === 'failed'
      ? JSON.stringify({ code: 'out_of_memory', what: 'a picture of 200 megapixels' })
      : null,
  attempt: 1,
  max_attempts: 3,
  priority: 0,
  position: 'a0',
  not_before: null,
  lease_owner: null,
  lease_epoch: 1,
  heartbeat_at: null,
  cancel_requested: 0,
  paused: 0,
  idempotency_key: null,
  operation_id: null,
  cost_reserved_micros: null,
  cost_micros: null,
  depends_on: null,
  requested_by: null,
  created_at: 1,
  updated_at: 1,
  started_at: 1,
  finished_at: null,
});

const card = (asset: AssetRow): AssetCard => ({
  ...asset,
  misnamed_as: (JSON.parse(asset.metadata) as { misnamed_as?: string }).misnamed_as ?? null,
  damage: null,
  excerpt: null,
  made_by: asset.provenance === 'enhanced' ? { kind: 'upscale', params: { scale: 4 } } : null,
  task:
    asset.blob === null
      ? { id: task(asset).id, status: task(asset).status, kind: 'upscale' }
      : null,
});

const fits = (asset: AssetRow, filter: AssetFilter): boolean =>
  (asset.deleted_at !== null) === (filter.trashed === true) &&
  (filter.query === undefined || isFound(asset, filter.query)) &&
  (filter.approved === undefined || (asset.approved === 1) === filter.approved) &&
  (!filter.kinds || filter.kinds.includes(asset.kind)) &&
  (!filter.provenances || filter.provenances.includes(asset.provenance)) &&
  (!filter.text || asset.name.toLowerCase().includes(filter.text.toLowerCase()));

/** A library of `count` assets that answers what the screens ask. */
export function fakeClient(count: number): FakeClient {
  let assets = Array.from({ length: count }, (_, index) => row(index));
  const tags = new Map<string, readonly string[]>();
  const ran: { name: CommandName; input: unknown }[] = [];
  const ticks = new Set<(tick: ProgressTick) => void>();
  const undone: { before: readonly AssetRow[]; name: string }[] = [];
  const byN = (n: number): AssetRow | undefined =>
    assets[n - 1]?.n === n ? assets[n - 1] : assets.find((one) => one.n === n);

  const answer = async (name: QueryName, raw: unknown): Promise<unknown> => {
    const params = raw as Record<string, any>;
    const inLibrary = assets.filter((one) => one.deleted_at === null);
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what no test asks is never answered
    switch (name) {
      case 'counts':
        return {
          assets: inLibrary.length,
          trashed: assets.length - inLibrary.length,
          approved: inLibrary.filter((one) => one.approved).length,
          unreviewed: inLibrary.filter((one) => !one.approved).length,
          ai_generated: inLibrary.filter((one) => one.provenance === 'ai_generated').length,
          enhanced: inLibrary.filter((one) => one.provenance === 'enhanced').length,
          packs: 1,
          pending: 3,
          running: 0,
          failed: 0,
          queue_paused: false,
        };
      case 'assetLayout': {
        const shown = assets.filter((one) => fits(one, params['filter'] as AssetFilter));
        if (params['sort'] === 'oldest') shown.reverse();
        if (params['sort'] === 'name') shown.sort((a, b) => (a.name < b.name ? -1 : 1));
        return {
          n: Uint32Array.from(shown, (one) => one.n),
          aspect: Float32Array.from(shown, (one) =>
            one.width && one.height ? one.width / one.height : 0,
          ),
        };
      }
      case 'assetCards':
        return (params['rows'] as number[]).flatMap((n) => byN(n) ?? []).map(card);
      case 'assetIds':
        return (params['rows'] as number[]).flatMap((n) => byN(n)?.id ?? []);
      case 'assets':
        return (params['ids'] as string[]).flatMap(
          (id) => assets.find((one) => one.id === id) ?? [],
        );
      case 'asset': {
        const asset = assets.find((one) => one.id === params['id']);
        if (!asset) return null;
        const source = assets.find((one) => one.n > asset.n && one.kind === 'image' && one.blob)!;
        return {
          asset,
          tags: tags.get(asset.id) ?? ['lantern', 'rain'],
          places: [],
          from:
            asset.provenance === 'enhanced'
              ? [{ ...source, relationship: 'derived_from', made_by: 'upscale', depth: 1 }]
              : [],
          derived: [],
          packs: [],
          tasks: asset.blob === null ? [task(asset)] : [],
          records: [],
        };
      }
      case 'thumbnails':
        return Promise.all(
          (params['blobs'] as Sha256[]).flatMap((sha256) => {
            const asset = assets.find((one) => one.blob === sha256);
            if (!asset?.width || !asset.height) return [];
            const width = Math.round((320 * asset.width) / asset.height);
            return paint(asset.n, width, 320).then(async (blob) => ({
              sha256,
              mime: blob.type,
              width,
              height: 320,
              bytes: new Uint8Array(await blob.arrayBuffer()),
            }));
          }),
        );
      case 'facets':
        return {
          kind: { image: 40, video: 4, audio: 3 },
          provenance: {},
          state: {},
          approved: { yes: 12, no: 30 },
          theme: [{ value: 'night market', count: 12 }],
          tag: [{ value: 'lantern', count: 5 }],
          source: [],
          review: { approved: 12, rejected: 2, none: 28 },
          rating: {},
          model: [],
          format: [{ value: 'png', count: 40 }],
        };
      case 'suggest':
        return [
          { value: 'night market', count: 12 },
          { value: 'harbour', count: 3 },
        ].filter((one) => one.value.startsWith(String(params['prefix'])));
      case 'undoState':
        return {
          undo: undone.length
            ? { request_id: 'request' as RequestId, command: undone.at(-1)!.name, changed: 1 }
            : null,
          redo: null,
        };
      case 'collection':
        return null;
      case 'backups':
        return {
          folder: null,
          records: [],
          changes: 3,
          changed_at: null,
          rehearsal: null,
          restored_at: null,
          assets: inLibrary.length,
        };
      case 'reviewable':
        return {
          total: inLibrary.length,
          undecided: inLibrary.filter((one) => !one.approved).length,
        };
      case 'selectionFacts':
        return selectionFactsOf(assets, params['assets'] as string[]);
      case 'commonValues':
        return commonValuesOf(assets, params['assets'] as string[]);
      case 'suggestQuery':
        return suggestionsAt(String(params['text']), Number(params['cursor']));
      case 'task': {
        const asset = assets.find((one) => `task-${one.id}` === params['id']);
        return asset ? task(asset) : null;
      }
      case 'peaks':
        return Uint8Array.from({ length: 800 }, (_, index) => {
          const loud = Math.abs(Math.sin(index / 37) * Math.sin(index / 11)) * 110;
          return index % 2 === 0 ? 128 - loud : 128 + loud;
        });
      case 'speed':
        return { samples: 4, ms_per_task: 9_000, ms_per_megapixel: 6_000 };
      case 'requests':
      case 'packs':
      case 'queue':
      case 'batches':
      case 'collections':
      case 'projects':
        return [];
      default:
        // Not known here: the screens stay as they are before an answer comes.
        return new Promise(() => undefined);
    }
  };
  const live = createLive(async (name, params) =>
    ok({ value: await answer(name, params), tables: ['assets', 'tasks'] }),
  );
  const change = (ids: readonly string[], next: Partial<AssetRow>, name: string): number => {
    undone.push({ before: assets, name });
    assets = assets.map((one) => (ids.includes(one.id) ? { ...one, ...next } : one));
    live.changed(['assets']);
    return ids.length;
  };

  return {
    ran,
    rows: () => assets,
    tick: (tick) => {
      for (const listener of ticks) listener(tick);
    },
    live,
    command: async (name, raw) => {
      ran.push({ name, input: raw });
      const input = raw as Record<string, any>;
      const ids = (input['assets'] ?? []) as string[];
      let changed = 0;
      if (name === 'approveAssets')
        changed = change(ids, { approved: input['approved'] ? 1 : 0 }, name);
      else if (name === 'editAssets') changed = change(ids, input['changes'] as object, name);
      else if (name === 'trashAssets') changed = change(ids, { deleted_at: 1 }, name);
      else if (name === 'restoreAssets') changed = change(ids, { deleted_at: null }, name);
      else if (name === 'undoRequest') {
        const last = undone.pop();
        if (!last) return fail({ code: 'not_found', what: 'request' });
        assets = [...last.before];
        live.changed(['assets']);
      }
      return ok({ changed, never: [] } as never);
    },
    query: async (name, params) => ok((await answer(name, params)) as never),
    onProgress: (listener) => {
      ticks.add(listener);
      return () => ticks.delete(listener);
    },
    openBlob: async (sha256) => {
      const asset = assets.find((one) => one.blob === sha256);
      if (!asset?.width || !asset.height) return fail({ code: 'missing_file', sha256 });
      return ok(new File([await paint(asset.n, asset.width, asset.height)], asset.name));
    },
    importFiles: async (files) => {
      ran.push({ name: 'importFiles', input: files.map((one) => one.path ?? one.file.name) });
      return ok(null);
    },
    storage: async () => ({ temporary: false, memory: null, persisted: true, usage: 1, quota: 2 }),
    persist: async () => true,
    capabilities: async () => ({
      webgpu: false,
      threads: false,
      folders: true,
      persisted: true,
      opfs: true,
    }),
    version: 'test',
    status: () => ready,
    onStatus: () => () => undefined,
    choose: async () => ok(null),
    folders: () => Promise.reject(new Error('the fake has no folders')),
    exportDatabase: async () => ok({ name: 'library.db', blob: new Blob([]) }),
  };
}

const ready = { state: 'ready' } as const;
