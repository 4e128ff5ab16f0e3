/**
 * Writes THIRD_PARTY_NOTICES.md from the lock file: every package, its version and its licence;
 * for those that are part of the built app, the licence text too. `--check` only compares.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const own = JSON.parse(readFileSync('package.json', 'utf8'));

/** Packages whose licence file is not in the package, with where the text is to be found. */
const elsewhere = new Map([
  [
    '@jsquash/avif',
    'Apache-2.0; contains libavif and libaom (BSD-2-Clause), see the project jSquash',
  ],
]);

/** Packages that contain works under another licence than their own: what must be said, and the text. */
const contains = new Map([
  [
    '@ffmpeg/core',
    {
      note: 'The optional media engine: FFmpeg 5.1.4 with x264, x265 and others, under the GPL version 2 or later. Exact versions, where the source is, and an offer of it: `public/licenses/media-engine.txt`.',
      text: 'public/licenses/GPL-2.0.txt',
    },
  ],
  [
    '@mediabunny/aac-encoder',
    {
      note: 'Contains the AAC encoder of FFmpeg, under the LGPL version 2.1 or later (https://ffmpeg.org):',
      text: 'public/licenses/LGPL-2.1.txt',
    },
  ],
  [
    '@mediabunny/mp3-encoder',
    {
      note: 'Contains LAME, under the LGPL version 2 or later (https://lame.sourceforge.io); the text of the LGPL is under `@mediabunny/aac-encoder`.',
    },
  ],
  [
    '@mediabunny/flac-encoder',
    {
      note: 'Contains libFLAC of the Xiph.Org Foundation, under the BSD-3-Clause licence (https://xiph.org/flac).',
    },
  ],
]);

const installed = Object.entries(lock.packages)
  .filter(([path]) => path.startsWith('node_modules/'))
  .map(([path, entry]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return {
      path,
      name,
      version: entry.version,
      licence: entry.license ?? 'not stated',
      shipped: !entry.dev && !entry.devOptional,
    };
  })
  .toSorted((a, b) =>
    a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1,
  );

const shipped = installed.filter((entry) => entry.shipped);
const tools = installed.filter((entry) => !entry.shipped);
const direct = new Set(Object.keys({ ...own.dependencies, ...own.devDependencies }));

function licenceText(entry) {
  if (!existsSync(entry.path)) return null;
  const file = readdirSync(entry.path).find((name) => /^(licen[cs]e|copying)(\.|$|-)/i.test(name));
  return file ? readFileSync(`${entry.path}/${file}`, 'utf8').trim() : null;
}

const fenced = (text) => `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;

const row = (entry) =>
  `| ${direct.has(entry.name) ? `**${entry.name}**` : entry.name} | ${entry.version} | ${entry.licence} |`;
const table = (entries) =>
  ['| package | version | licence |', '| --- | --- | --- |', ...new Set(entries.map(row))].join(
    '\n',
  );

const texts = shipped.map((entry) => {
  const text = licenceText(entry);
  const more = contains.get(entry.name);
  const stated = elsewhere.get(entry.name) ?? entry.licence;
  const none = `The package carries no licence file. Licence as stated by its authors: ${stated}.`;
  const body = text ? fenced(text) : more?.text ? null : none;
  const added = more?.text ? fenced(readFileSync(more.text, 'utf8').trim()) : null;
  const parts = [`### ${entry.name} ${entry.version}`, body, more?.note, added];
  return parts.filter(Boolean).join('\n\n');
});

const page = `# Third-party notices

Inkreel itself is under the MIT licence (\`LICENSE\`). This page is written by \`node scripts/notices.mjs\` from the lock file, which pins every version. Packages in bold are named by Inkreel itself; the others come with them. The Inter typeface is under the SIL Open Font License 1.1. The upscaling model in \`public/models\` is Inkreel's own and under the MIT licence (\`docs/models.md\`).

## Part of the built app

${table(shipped)}

## Tools for building and testing

${table(tools)}

## Licence texts of what is part of the built app

${texts.join('\n\n')}
`;

if (process.argv.includes('--check')) {
  const present = existsSync('THIRD_PARTY_NOTICES.md')
    ? readFileSync('THIRD_PARTY_NOTICES.md', 'utf8')
    : '';
  if (present !== page) {
    console.error('THIRD_PARTY_NOTICES.md is stale: run `node scripts/notices.mjs`.');
    process.exit(1);
  }
} else writeFileSync('THIRD_PARTY_NOTICES.md', page);
