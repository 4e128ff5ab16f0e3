import type { MediaKind } from '#domain/asset.ts';

/** Short names of the media formats that the library takes, as stored in `assets.format`. */
export const mediaFormats = [
  'png',
  'jpeg',
  'gif',
  'bmp',
  'tiff',
  'webp',
  'avif',
  'svg',
  'wav',
  'mp3',
  'flac',
  'ogg',
  'm4a',
  'aac',
  'mp4',
  'mov',
  'avi',
  'mkv',
  'webm',
  'flv',
  'wmv',
  'wma',
  'mpeg',
  'ts',
] as const;
export type MediaFormat = (typeof mediaFormats)[number];

/** Formats whose assets are pictures. */
export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'tiff' | 'webp' | 'avif' | 'svg';

/** Whether a format is one of pictures. */
export const isPictureFormat = (format: string): format is PictureFormat =>
  /^(png|jpeg|gif|bmp|tiff|webp|avif|svg)$/.test(format);

interface FormatFacts {
  readonly mime: string;
  /** Lower-case name endings that claim this format; the usual one first. */
  readonly extensions: readonly string[];
}

/** What is said of each format outside; containers that hold sound or video have two types. */
export const factsOfFormat: Readonly<Record<MediaFormat, FormatFacts>> = {
  png: { mime: 'image/png', extensions: ['png', 'apng'] },
  jpeg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif', 'jif', 'pjpeg'] },
  gif: { mime: 'image/gif', extensions: ['gif'] },
  bmp: { mime: 'image/bmp', extensions: ['bmp', 'dib'] },
  tiff: { mime: 'image/tiff', extensions: ['tif', 'tiff', 'btf'] },
  webp: { mime: 'image/webp', extensions: ['webp'] },
  avif: { mime: 'image/avif', extensions: ['avif', 'avifs'] },
  svg: { mime: 'image/svg+xml', extensions: ['svg'] },
  wav: { mime: 'audio/wav', extensions: ['wav', 'wave', 'bwf'] },
  mp3: { mime: 'audio/mpeg', extensions: ['mp3', 'mpga'] },
  flac: { mime: 'audio/flac', extensions: ['flac'] },
  ogg: { mime: 'audio/ogg', extensions: ['ogg', 'oga', 'opus', 'ogv', 'spx', 'ogx'] },
  m4a: { mime: 'audio/mp4', extensions: ['m4a', 'm4b', 'm4p', 'mp4'] },
  aac: { mime: 'audio/aac', extensions: ['aac', 'adts'] },
  mp4: { mime: 'video/mp4', extensions: ['mp4', 'm4v', 'f4v', '3gp', '3g2'] },
  mov: { mime: 'video/quicktime', extensions: ['mov', 'qt'] },
  avi: { mime: 'video/x-msvideo', extensions: ['avi', 'divx'] },
  mkv: { mime: 'video/x-matroska', extensions: ['mkv', 'mka', 'mk3d'] },
  webm: { mime: 'video/webm', extensions: ['webm', 'weba'] },
  flv: { mime: 'video/x-flv', extensions: ['flv'] },
  wmv: { mime: 'video/x-ms-wmv', extensions: ['wmv', 'asf', 'wm'] },
  wma: { mime: 'audio/x-ms-wma', extensions: ['wma', 'asf', 'wm', 'wmv'] },
  mpeg: { mime: 'video/mpeg', extensions: ['mpg', 'mpeg', 'mpe', 'm2p', 'vob'] },
  ts: { mime: 'video/mp2t', extensions: ['ts', 'm2ts', 'mts', 'm2t'] },
};

/** Name endings that make a claim of their own, though the library does not take such files. */
const foreignExtensions: ReadonlySet<string> = new Set(
  'heic heif jxl psd ico pdf zip txt doc docx html js exe aiff aif m1v m2v mid'.split(' '),
);

/** Every name ending of a format that the library takes, lower case, without the dot. */
export const knownExtensions: readonly string[] = [
  ...new Set(mediaFormats.flatMap((format) => factsOfFormat[format].extensions)),
];

/** The ending of a file name in lower case without the dot; "" when there is none. */
export const extensionOf = (name: string): string =>
  /\.([^./\\\s]{1,10})$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';

/** The ending of a name when it claims another format than the bytes show, else undefined. */
export const misnamedAs = (name: string, format: MediaFormat): string | undefined => {
  const extension = extensionOf(name);
  if (factsOfFormat[format].extensions.includes(extension)) return undefined;
  return knownExtensions.includes(extension) || foreignExtensions.has(extension)
    ? extension
    : undefined;
};

/** The MIME type of a format, knowing whether a container of both holds sound alone. */
export const mimeOf = (format: MediaFormat, kind: MediaKind): string => {
  const { mime } = factsOfFormat[format];
  if (format === 'ogg') return kind === 'video' ? 'video/ogg' : mime;
  return kind === 'audio' ? mime.replace('video/', 'audio/') : mime;
};
