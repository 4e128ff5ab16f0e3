import { defineConfig } from '@playwright/test';

/** Journeys that kill, fill the disk, or watch the clock: nothing runs beside them. */
const alone = /(bad-input|faults|folders|kills|offline|safety|tabs)\.spec\.ts$/;

/**
 * Journeys against the built app (`npm run build` first), served without any special header. Those
 * that mostly wait run two at a time.
 */
export default defineConfig({
  projects: [
    { name: 'together', testIgnore: alone, workers: 2 },
    { name: 'alone', testMatch: alone, workers: 1 },
  ],
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  // Once again tells a race of the test from a fault; `npm test` names what passed only then.
  retries: 1,
  // Generous: a busy machine is slow, not wrong.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
