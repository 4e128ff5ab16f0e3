import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isFailure } from '#domain/failure.ts';
import { nameTrouble } from './names.ts';
import { readZip, type ZipLimits } from './reader.ts';
import { openZip } from './writer.ts';

const limits: ZipLimits = { entries: 1000, bytes: 64 * 1024 * 1024, ratio: 200 };
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function zipOf(
  files: readonly (readonly [string, Uint8Array])[],
  forceZip64 = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const zip = openZip(async (bytes) => void parts.push(bytes.slice()), { forceZip64 });
  for (const [name, bytes] of files) await zip.addBytes(name, bytes);
  await zip.close();
  return new Uint8Array(Buffer.concat(parts));
}

const sourceOf = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);

async function readAll(bytes: Uint8Array<ArrayBuffer>, within = limits) {
  const opened = await readZip(sourceOf(bytes), within);
  if (!opened.ok) throw opened.failure;
  const found: Record<string, Uint8Array> = {};
  for (const entry of opened.value.entries) {
    const parts: Uint8Array[] = [];
    for await (const part of opened.value.read(entry)) parts.push(part);
    found[entry.name] = new Uint8Array(Buffer.concat(parts));
  }
  return found;
}

const failureOf = async (bytes: Uint8Array<ArrayBuffer>, within = limits): Promise<string> =>
  readAll(bytes, within).then(
    () => 'nothing was wrong',
    (thrown: unknown) => {
      if (!isFailure(thrown)) throw thrown;
      return JSON.stringify(thrown);
    },
  );

/** What Python makes of a program that fills `z`, an open zipfile. */
function pythonZip(program: string): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-zip-'));
  try {
    const path = join(folder, 'made.zip');
    const whole = `import zipfile,sys,warnings\nwarnings.simplefilter('ignore')\nwith zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED) as z:\n${program
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}`;
    execFileSync('python3', ['-c', whole, path]);
    return new Uint8Array(readFileSync(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('readZip', () => {
  it('reads back what openZip wrote, in the short and the long form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.tuple(fc.stringMatching(/^[a-z]{1,8}(\/[a-z0-9é]{1,8})?$/), fc.uint8Array()),
          {
            selector: ([name]) => name.normalize('NFC').toLowerCase(),
            maxLength: 8,
          },
        ),
        fc.boolean(),
        async (files, forceZip64) => {
          const found = await readAll(await zipOf(files, forceZip64));
          expect(Object.keys(found)).toEqual(files.map(([name]) => name));
          for (const [name, bytes] of files) expect(found[name]).toEqual(new Uint8Array(bytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads deflated files and folders of other programs', async () => {
    const found = await readAll(
      pythonZip("z.writestr('a/','')\nz.writestr('a/b.txt','hello '*50)\nz.writestr('c','')"),
    );
    expect(Buffer.from(found['a/b.txt']!).toString()).toBe('hello '.repeat(50));
    expect(Object.keys(found)).toEqual(['a/b.txt', 'c']);
  });

  it('never does more than fail on damaged, cut or invented archives', async () => {
    const whole = await zipOf([
      ['library.sqlite', text('SQLite format 3')],
      ['blobs/ab/cd', new Uint8Array(300).fill(7)],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const bytes = whole.slice();
          for (const [at, value] of changes) bytes[at] = value;
          await failureOf(bytes);
          expect(await failureOf(whole.slice(0, Math.min(length, whole.length - 1)))).toContain(
            'corrupt',
          );
        },
      ),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await failureOf(new Uint8Array(bytes))).toContain('corrupt');
      }),
    );
  });

  it.each([
    ['../evil', 'leads out'],
    ['a/../../evil', 'leads out'],
    ['/etc/passwd', 'root'],
    ['C:evil', 'drive'],
    ['a\\b', 'backslash'],
    ['a//b', 'empty part'],
  ])('refuses the name %s', async (name, why) => {
    expect(await failureOf(await zipOf([[name, text('x')]]))).toContain(why);
  });

  it('refuses names that are one on some disks', async () => {
    const twice = [
      ['Blobs/A', text('1')],
      ['blobs/a', text('2')],
    ] as const;
    expect(await failureOf(await zipOf(twice))).toContain('twice');
  });

  it('refuses encrypted entries and links', async () => {
    const bytes = await zipOf([['a', text('x')]]);
    const central = bytes.length - 22 - 47;
    const encrypted = bytes.slice();
    encrypted[central + 8] = 1;
    expect(await failureOf(encrypted)).toContain('encrypted');
    const link = pythonZip(
      "i=zipfile.ZipInfo('a')\ni.create_system=3\ni.external_attr=0o120777<<16\nz.writestr(i,'/etc/passwd')",
    );
    expect(await failureOf(link)).toContain('link');
  });

  it('refuses bombs by what they declare and by what they really are', async () => {
    const bomb = pythonZip("z.writestr('zeros', bytes(20*1024*1024))");
    expect(await failureOf(bomb)).toContain('too_large');
    const view = new DataView(bomb.buffer);
    // The directory says 1000 bytes: it passes every declared limit and is stopped while unpacking.
    const central = view.getUint32(bomb.length - 6, true);
    view.setUint32(central + 24, 1000, true);
    expect(await failureOf(bomb)).toContain('unpacks to more');
    expect(await failureOf(await zipOf([['a', text('xyz')]]), { ...limits, bytes: 2 })).toContain(
      'too_large',
    );
    const many = Array.from({ length: 20 }, (_, index) => [`${index}`, text('x')] as const);
    expect(await failureOf(await zipOf(many), { ...limits, entries: 10 })).toContain('too_large');
  });

  it('refuses files that share their bytes', async () => {
    const bytes = await zipOf([
      ['a', text('same')],
      ['b', text('same')],
    ]);
    const view = new DataView(bytes.buffer);
    const central = view.getUint32(bytes.length - 6, true);
    view.setUint32(central + 47 + 42, 0, true);
    expect(await failureOf(bytes)).toContain('over another');
  });

  it('names the file whose bytes were changed', async () => {
    const bytes = await zipOf([['blobs/ab/cd', new Uint8Array(100).fill(3)]]);
    bytes[60] = 4;
    expect(await failureOf(bytes)).toContain('the sum of “blobs/ab/cd” is wrong');
  });
});

describe('nameTrouble', () => {
  it('lets no name through that leaves its folder', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '', 'a', 'b:', '\\', '\0'), { maxLength: 5 }),
        (parts) => {
          const name = parts.join('/');
          if (nameTrouble(name) !== null) return;
          const url = new URL(name, 'file:///home/');
          expect(url.pathname.startsWith('/home/')).toBe(true);
        },
      ),
    );
  });
});
