/** Filters frames on a graphics card; the steps and the numbers are those of `filter.ts`. */
import type { FrameFilter } from './film.ts';
import type { Motion } from './filter.ts';
import type { Plane } from './planes.ts';
import { shader } from './shader.ts';
import { levels, rings, type Tables } from './tables.ts';

/** Bits of GPUBufferUsage and GPUMapMode, as the WebGPU specification numbers them. */
const [MAP_READ, COPY_SRC, COPY_DST, UNIFORM, STORAGE] = [1, 4, 8, 64, 128] as const;
const tableSize = 256 + levels * rings * 256;
const steps = ['boxes', 'over_time', 'guides', 'in_frame'] as const;
/** What each step binds; the layouts follow from the shader. */
const bound: Readonly<Record<(typeof steps)[number], readonly number[]>> = {
  boxes: [0, 1, 2],
  over_time: [0, 1, 2, 3, 4, 5, 6, 7, 9],
  guides: [0, 3, 6, 8],
  in_frame: [0, 6, 7, 8, 9, 10],
};

/** Filters on a device. One that is lost makes `next` throw `interrupted`; `close` frees the memory. */
export async function graphicsFilter(device: GPUDevice): Promise<FrameFilter> {
  const module = device.createShaderModule({ code: shader });
  const pipelines = await Promise.all(
    steps.map((entryPoint) =>
      device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } }),
    ),
  );
  let filters: ReturnType<typeof planeOnCard>[] = [];
  let lost: string | null = null;
  void device.lost.then(({ message }) => {
    lost = message || 'the graphics card was lost';
  });
  return {
    ahead: 1,
    async next(planes, tables, motion) {
      if (lost !== null) throw { code: 'interrupted', reason: lost };
      if (filters.length === 0) {
        filters = planes.map((plane) => planeOnCard(device, pipelines, plane.width, plane.height));
      }
      const waiting = planes.map(async (plane, at): Promise<Plane> => {
        const [filter, table, moved] = [filters[at], tables[at], motion[at]];
        if (!filter || !table || !moved) return plane;
        return { ...plane, data: await filter.next(plane.data, table, moved) };
      });
      return Promise.all(waiting);
    },
    close() {
      for (const filter of filters) filter.close();
      device.destroy();
    },
  };
}

function planeOnCard(
  device: GPUDevice,
  pipelines: readonly GPUComputePipeline[],
  width: number,
  height: number,
) {
  const count = width * height;
  const words = Math.ceil(count / 4);
  const made: GPUBuffer[] = [];
  const buffer = (size: number, usage: number): GPUBuffer => {
    const one = device.createBuffer({ size, usage });
    made.push(one);
    return one;
  };
  const facts = buffer(24, UNIFORM | COPY_DST);
  const source = buffer(words * 4, STORAGE | COPY_DST);
  const tables = buffer(tableSize * 4, STORAGE | COPY_DST);
  const result = buffer(words * 4, STORAGE | COPY_SRC);
  const read = buffer(words * 4, MAP_READ | COPY_DST);
  const numbers = (): GPUBuffer => buffer(count * 4, STORAGE);
  const [box, boxBefore, guide] = [numbers(), numbers(), numbers()];
  /** What one frame writes the next one reads. */
  const turns = [
    { mean: numbers(), memory: numbers() },
    { mean: numbers(), memory: numbers() },
  ] as const;
  const groupsOf = (now: 0 | 1): GPUBindGroup[] => {
    const [present, past] = [turns[now], turns[now === 0 ? 1 : 0]];
    const all = [
      facts,
      source,
      box,
      boxBefore,
      past.mean,
      past.memory,
      present.mean,
      present.memory,
      guide,
      tables,
      result,
    ];
    return steps.flatMap((step, at) => {
      const layout = pipelines[at]?.getBindGroupLayout(0);
      const entries = bound[step].flatMap((binding) => {
        const one = all[binding];
        return one ? [{ binding, resource: { buffer: one } }] : [];
      });
      return layout ? [device.createBindGroup({ layout, entries })] : [];
    });
  };
  const groups = [groupsOf(0), groupsOf(1)] as const;
  let turn: 0 | 1 = 0;
  let isFirst = true;
  const padded = new Uint8Array(words * 4);
  return {
    async next(
      data: Uint8Array,
      { agree, near, memory }: Tables,
      motion: Motion,
    ): Promise<Uint8Array> {
      padded.set(data);
      device.queue.writeBuffer(source, 0, padded);
      device.queue.writeBuffer(tables, 0, Uint32Array.from([...agree, ...near]));
      const cut = isFirst || motion.isCut ? 1 : 0;
      isFirst = false;
      const { shiftX, shiftY } = motion;
      device.queue.writeBuffer(facts, 0, Int32Array.of(width, height, shiftX, shiftY, cut, memory));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      steps.forEach((step, at) => {
        const [pipeline, group] = [pipelines[at], groups[turn][at]];
        if (!pipeline || !group) return;
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        if (step === 'in_frame') pass.dispatchWorkgroups(Math.ceil(words / 64));
        else pass.dispatchWorkgroups(Math.ceil(width / 8), Math.ceil(height / 8));
      });
      pass.end();
      encoder.copyBufferToBuffer(result, 0, read, 0, words * 4);
      device.queue.submit([encoder.finish()]);
      turn = turn === 0 ? 1 : 0;
      await read.mapAsync(MAP_READ).catch((thrown: unknown) => {
        // A card that is lost says AbortError here, which must not be taken for a person's cancel.
        const why = thrown instanceof Error ? thrown.message : String(thrown);
        throw { code: 'interrupted', reason: `the graphics card was lost (${why})` };
      });
      const out = new Uint8Array(read.getMappedRange()).slice(0, count);
      read.unmap();
      return out;
    },
    close(): void {
      for (const one of made) one.destroy();
    },
  };
}
