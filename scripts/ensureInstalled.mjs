/** Makes sure that `node_modules` is what the lock file says; installs when it is missing or older. Uses nothing but Node. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** Versions of all packages in a lock file, without what npm adds or leaves out in its own hidden copy. */
function lockedVersions(path) {
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.fromEntries(
    Object.entries(packages)
      .filter(([name]) => name !== '')
      .map(([name, entry]) => [name, entry]),
  );
}

function isInstalled() {
  if (!existsSync('node_modules/.package-lock.json')) return false;
  const wanted = lockedVersions('package-lock.json');
  const present = lockedVersions('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([name, entry]) => entry.optional || entry.peer || present[name]?.version === entry.version,
  );
}

/** Ends the process with npm's exit code when the installation fails. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Neuroscope needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log('Installing packages (once) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
