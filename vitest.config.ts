import { availableParallelism } from 'node:os';

import { playwright } from '@vitest/browser-playwright';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';

import base from './vite.config.ts';

const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default mergeConfig(
  base,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            environment: 'node',
            // Nothing of ours is kept in modules; so they are loaded once a worker.
            isolate: false,
            setupFiles: ['tests/support/runtime-in-node.ts'],
            // By default one processor is left free, which on two is half of them.
            maxWorkers: availableParallelism(),
            // Generous: a busy machine is slow, not wrong.
            testTimeout: 120_000,
            include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/*.test.ts'],
            exclude: ['src/**/*.browser.test.*'],
          },
          // Node takes the server build of a package, not the browser's.
          resolve: { conditions: ['node', 'module', 'development|production'] },
        },
        {
          extends: true,
          // Found late, these would make the server reload in the middle of a cold run.
          optimizeDeps: {
            include: [
              'react',
              'react-dom',
              'react-dom/client',
              'react/jsx-runtime',
              'react/jsx-dev-runtime',
              'vitest-browser-react',
              'zustand',
              'wouter',
              'wouter/use-hash-location',
              'lucide-react',
              '@base-ui/react/direction-provider',
              '@base-ui/react/tooltip',
              '@base-ui/react/dialog',
              '@base-ui/react/menu',
              '@base-ui/react/popover',
              '@base-ui/react/tabs',
            ],
          },
          test: {
            name: 'browser',
            include: ['src/**/*.browser.test.ts', 'src/**/*.browser.test.tsx'],
            fileParallelism: false,
            testTimeout: 120_000,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: {
                  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
                  args: chromiumArguments,
                },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
