import { expect, test } from 'vitest';

import { hashOf, testLibrary } from './testing.ts';

test('a second reading takes back what the first could not read, and brings its strip', () => {
  const library = testLibrary();
  const film = library.picture('film.avi');
  const facts = { mime: 'video/x-msvideo', format: 'avi', width: 64, height: 48 };
  const read = (metadata: Record<string, unknown>, strip?: Uint8Array): void => {
    const lease = library.engine.leaseNext('media', 'tab-1');
    if (lease === null) throw new Error('nothing to read');
    library.engine.finish(lease.task.id, lease.epoch, {
      facts: { ...facts, metadata },
      ...(strip && {
        thumbnails: [{ blob: hashOf('film.avi'), strip: { mime: 'image/jpeg', bytes: strip } }],
      }),
    });
  };
  const metadata = (): unknown => JSON.parse(library.ask('asset', { id: film })!.asset.metadata);
  read({ audio_codec: 'pcm', unread: { thumbnail: 'needs_engine: no' } });
  expect(metadata()).toMatchObject({ unread: { thumbnail: 'needs_engine: no' } });
  expect(library.ask('strip', { blob: hashOf('film.avi') })).toBeNull();

  library.must('enqueue', { kind: 'extract_metadata', assets: [film], settings: {} });
  read({ scenes: [{ at: 0, cut: false }] }, new Uint8Array([7, 8]));
  expect(metadata()).toMatchObject({ audio_codec: 'pcm', scenes: [{ at: 0 }] });
  expect(metadata()).not.toHaveProperty('unread');
  expect(library.ask('strip', { blob: hashOf('film.avi') })).toEqual({
    mime: 'image/jpeg',
    bytes: new Uint8Array([7, 8]),
  });
});
