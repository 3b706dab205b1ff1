/** End-to-end tests: the built site from a sub-path, in real Chromium with WebGPU on whatever adapter there is. */
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/findChromium.mjs';

const executablePath = await findChromium();
const port = 4173;

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/sub/path/`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS },
  },
  webServer: {
    command: `node scripts/serveDist.mjs --port ${port} --path /sub/path/`,
    url: `http://localhost:${port}/sub/path/`,
    reuseExistingServer: false,
  },
});
