import type { ManifestOptions } from 'vite-plugin-pwa';

/** The web app manifest. Addresses are relative to it, so that any sub-path works. */
export const appManifest: Partial<ManifestOptions> = {
  id: 'inkreel',
  name: 'Inkreel',
  short_name: 'Inkreel',
  description:
    'A private studio for AI-made pictures, webtoons and films. Your keys, your disk, no server.',
  lang: 'en',
  dir: 'ltr',
  start_url: './#/library',
  scope: './',
  display: 'standalone',
  display_override: ['window-controls-overlay', 'standalone'],
  background_color: '#121214',
  theme_color: '#121214',
  categories: ['graphics', 'photo', 'productivity'],
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    {
      src: 'icons/icon-maskable-512.png',
      sizes: '512x512',
      type: 'image/png',
      purpose: 'maskable',
    },
  ],
  screenshots: [
    {
      src: 'screenshots/library-wide.png',
      sizes: '1440x900',
      type: 'image/png',
      form_factor: 'wide',
      label: 'The library',
    },
    {
      src: 'screenshots/library-narrow.png',
      sizes: '390x844',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'The library on a phone',
    },
  ],
  shortcuts: [
    { name: 'Library', url: './#/library' },
    { name: 'Queue', url: './#/queue' },
    { name: 'Packs', url: './#/packs' },
  ],
  file_handlers: [
    {
      action: './#/library',
      accept: {
        'image/*': [
          '.png',
          '.jpg',
          '.jpeg',
          '.gif',
          '.bmp',
          '.tif',
          '.tiff',
          '.webp',
          '.avif',
          '.svg',
        ],
        'audio/*': ['.wav', '.mp3', '.flac', '.ogg', '.m4a', '.aac', '.wma'],
        'video/*': [
          '.mp4',
          '.mov',
          '.avi',
          '.mkv',
          '.webm',
          '.flv',
          '.wmv',
          '.asf',
          '.mpg',
          '.mpeg',
          '.vob',
          '.m2ts',
          '.mts',
        ],
      },
    },
  ],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      files: [{ name: 'files', accept: ['image/*', 'audio/*', 'video/*'] }],
    },
  },
};
