/** `npm start`: installs what is missing, serves the app and prints its address. Arguments go on to Vite (`npm start -- --port 8080`). */
import process from 'node:process';
import { ensureInstalled } from './ensureInstalled.mjs';

ensureInstalled();
const { createServer } = await import('vite');
const args = process.argv.slice(2);
const option = (name) => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};
const port = option('--port');
const host = option('--host');
const server = await createServer({
  server: { ...(port ? { port: Number(port), strictPort: true } : {}), ...(host ? { host } : {}) },
});
await server.listen();
console.log('\nNeuroscope is being served. Open this address in a browser (Ctrl+C ends it):\n');
server.printUrls();
