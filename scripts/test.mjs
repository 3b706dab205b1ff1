/** `npm test`: types, lint, format, unit tests, build, end-to-end tests, in this order; installs what is missing. Stops at the first failure. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { ensureInstalled } from './ensureInstalled.mjs';

ensureInstalled();
const { ensureChromium } = await import('./ensureChromium.mjs');
process.env.CHROMIUM_PATH = await ensureChromium();

/** Runs one tool of node_modules/.bin and gives its output, which is shown as it comes. */
function step(title, tool, args) {
  console.log(`\n== ${title}`);
  const started = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npx', ['--no-install', tool, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of ['stdout', 'stderr'])
      child[stream].on('data', (chunk) => {
        output += chunk;
        process[stream].write(chunk);
      });
    child.on('close', (code) => {
      console.log(`-- ${title}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
      if (code !== 0) {
        console.error(`${title} failed.`);
        process.exit(code ?? 1);
      }
      resolve(output);
    });
  });
}

// eslint-disable-next-line no-control-regex -- colour codes start with the escape character
const plain = (text) => text.replaceAll(/\u001b\[[0-9;]*m/g, '');
const count = (output, pattern) => {
  const match = pattern.exec(plain(output));
  if (!match) throw new Error(`No line of the output matches ${pattern}: were any tests run?`);
  return Number(match[1]);
};

await step('types', 'tsc', ['-b']);
await step('lint', 'eslint', ['.', '--max-warnings', '0']);
await step('format', 'prettier', ['--check', '.', '--log-level', 'warn']);
const unit = await step('unit tests', 'vitest', ['run']);
await step('build', 'vite', ['build', '--logLevel', 'warn']);
const e2e = await step('end-to-end tests', 'playwright', ['test']);

const passed = count(unit, /Tests\s+(\d+) passed/) + count(e2e, /(\d+) passed/);
console.log(`\n${passed} passed, 0 failed`);
