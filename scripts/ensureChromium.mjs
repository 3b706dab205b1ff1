/** Finds a Chromium to test with, or installs one: Playwright's, else Debian's package. Ends with a sentence where neither works. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './findChromium.mjs';

const run = (command, args) => {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 }).status === 0;
};

/** Absolute path of an executable Chromium. */
export async function ensureChromium() {
  const present = await findChromium();
  if (present) return present;
  console.log('No Chromium found: installing one.');
  if (!run('npx', ['playwright', 'install', '--with-deps', 'chromium']))
    run('npx', ['playwright', 'install', 'chromium']);
  const own = await findChromium();
  if (own) return own;
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...root, 'apt-get', ...args];
    return run(command, rest);
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  const system = await findChromium();
  if (system) return system;
  console.error('No Chromium could be installed. Install one and name it in CHROMIUM_PATH.');
  process.exit(1);
}
