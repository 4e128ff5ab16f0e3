/**
 * The arithmetic of `filter.ts` in WGSL: the same whole numbers in the same order, so that both
 * give the same bytes. One thread a pixel; the last step makes four pixels, as they lie in a word.
 */
import { levels, mostFrames, rings } from './tables.ts';

export const shader = /* wgsl */ `
struct Facts { width: i32, height: i32, shift_x: i32, shift_y: i32, cut: u32, most: u32 };
@group(0) @binding(0) var<uniform> facts: Facts;
@group(0) @binding(1) var<storage, read> source: array<u32>;
@group(0) @binding(2) var<storage, read_write> box: array<u32>;
@group(0) @binding(3) var<storage, read_write> box_before: array<u32>;
@group(0) @binding(4) var<storage, read> before: array<u32>;
@group(0) @binding(5) var<storage, read> remembered: array<u32>;
@group(0) @binding(6) var<storage, read_write> mean: array<u32>;
@group(0) @binding(7) var<storage, read_write> memory: array<u32>;
@group(0) @binding(8) var<storage, read_write> guide: array<u32>;
@group(0) @binding(9) var<storage, read> tables: array<u32>;
@group(0) @binding(10) var<storage, read_write> result: array<u32>;

fn sample(at: i32) -> u32 { return (source[at >> 2] >> (u32(at & 3) * 8u)) & 255u; }
fn place(x: i32, y: i32) -> i32 {
  return clamp(y, 0, facts.height - 1) * facts.width + clamp(x, 0, facts.width - 1);
}

@compute @workgroup_size(8, 8) fn boxes(@builtin(global_invocation_id) id: vec3u) {
  let p = vec2i(id.xy);
  if (p.x >= facts.width || p.y >= facts.height) { return; }
  var sum = 0u;
  for (var y = -2; y <= 2; y++) { for (var x = -2; x <= 2; x++) { sum += sample(place(p.x + x, p.y + y)); } }
  box[p.y * facts.width + p.x] = sum;
}

@compute @workgroup_size(8, 8) fn over_time(@builtin(global_invocation_id) id: vec3u) {
  let p = vec2i(id.xy);
  if (p.x >= facts.width || p.y >= facts.height) { return; }
  let at = p.y * facts.width + p.x;
  let f = p - vec2i(facts.shift_x, facts.shift_y);
  var past = 0u;
  var then = 0;
  if (facts.cut == 0u && f.x >= 0 && f.y >= 0 && f.x < facts.width && f.y < facts.height) {
    then = f.y * facts.width + f.x;
    let difference = (abs(i32(box[at]) - i32(box_before[then])) * 41) >> 10;
    past = (remembered[then] * tables[difference]) >> 8;
  }
  let weight = past + 16u;
  mean[at] = (before[then] * past + sample(at) * 256u + (weight >> 1)) / weight;
  memory[at] = min(weight, facts.most);
}

@compute @workgroup_size(8, 8) fn guides(@builtin(global_invocation_id) id: vec3u) {
  let p = vec2i(id.xy);
  if (p.x >= facts.width || p.y >= facts.height) { return; }
  var sum = 0u;
  var smooth_sum = 0u;
  for (var y = -2; y <= 2; y++) { for (var x = -2; x <= 2; x++) {
    let value = mean[place(p.x + x, p.y + y)] >> 4;
    sum += value;
    if (abs(x) < 2 && abs(y) < 2) { smooth_sum += value * u32((2 - abs(x)) * (2 - abs(y))); }
  } }
  let at = p.y * facts.width + p.x;
  guide[at] = (smooth_sum + 8u) >> 4;
  box_before[at] = sum;
}

const around = array<vec2i, 12>(
  vec2i(-1, 0), vec2i(1, 0), vec2i(0, -1), vec2i(0, 1),
  vec2i(-1, -1), vec2i(1, -1), vec2i(-1, 1), vec2i(1, 1),
  vec2i(-2, 0), vec2i(2, 0), vec2i(0, -2), vec2i(0, 2));

fn cleaned(at: i32) -> u32 {
  let p = vec2i(at % facts.width, at / facts.width);
  let level = min(${levels - 1}u, ((memory[at] - 16u) * ${levels - 1}u) / ${(mostFrames - 1) * 16}u);
  let middle = i32(guide[at]);
  var total = 256u;
  var sum = 256u * mean[at];
  for (var k = 0; k < 12; k++) {
    let q = place(p.x + around[k].x, p.y + around[k].y);
    let apart = u32(abs(i32(guide[q]) - middle));
    let weight = tables[256u + (level * ${rings}u + u32(k >> 2)) * 256u + apart];
    total += weight;
    sum += weight * mean[q];
  }
  return (sum + 8u * total) / (16u * total);
}

@compute @workgroup_size(64) fn in_frame(@builtin(global_invocation_id) id: vec3u) {
  let count = facts.width * facts.height;
  let word = i32(id.x);
  if (word * 4 >= count) { return; }
  var bytes = 0u;
  for (var n = 0; n < 4; n++) {
    if (word * 4 + n < count) { bytes |= cleaned(word * 4 + n) << (u32(n) * 8u); }
  }
  result[word] = bytes;
}
`;
