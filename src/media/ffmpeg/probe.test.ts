import { expect, test } from 'vitest';

import { factsOfProbe } from './probe.ts';

const video = {
  codec_type: 'video',
  codec_name: 'prores',
  width: 720,
  height: 576,
  sample_aspect_ratio: '16:11',
  avg_frame_rate: '30000/1001',
};
const facts = (answer: unknown) => factsOfProbe(JSON.stringify(answer), 'a.mov');

test('pixels that are not square and turned films are measured as they are seen', () => {
  const format = { duration: '2.002000' };
  const wanted = { width: 1047, height: 576, fps: 29.97, duration_s: 2.002, codec: 'prores' };
  expect(facts({ streams: [video], format })).toEqual({ ok: true, value: wanted });
  const turned = { ...video, sample_aspect_ratio: '1:1', side_data_list: [{ rotation: -90 }] };
  expect(facts({ streams: [turned], format })).toMatchObject({
    value: { width: 576, height: 720 },
  });
});

test('a cover is no film, and what ffprobe does not know is left out', () => {
  const cover = { ...video, codec_name: 'mjpeg', disposition: { attached_pic: 1 } };
  const sound = { codec_type: 'audio', codec_name: 'mp3', sample_rate: '44100', channels: 2 };
  expect(facts({ streams: [cover, sound], format: {} })).toEqual({
    ok: true,
    value: { codec: 'mp3', sample_rate_hz: 44_100, channels: 2 },
  });
});

test.each(['', 'no json', '{}', '{"streams":[]}', '{"streams":[{"codec_type":"data"}]}', 'null'])(
  'an answer without picture or sound is damage: %s',
  (json) => {
    expect(factsOfProbe(json, 'a.mov')).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  },
);
