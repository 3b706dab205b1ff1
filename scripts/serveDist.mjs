/** Serves `dist/` under a path, as a static host does: `node scripts/serveDist.mjs --port 4173 --path /sub/path/`. Reads nothing outside `dist/`. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import process from 'node:process';

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const port = Number(option('--port', '4173'));
const prefix = option('--path', '/');
const root = resolve('dist');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
};

if (!existsSync(join(root, 'index.html'))) {
  console.error('There is no dist/index.html: run `npm run build` first.');
  process.exit(1);
}

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const notFound = () => response.writeHead(404).end('Not found');
  if (!pathname.startsWith(prefix)) return notFound();
  const inside = normalize(decodeURIComponent(pathname.slice(prefix.length)) || 'index.html');
  const file = join(root, inside);
  if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) return notFound();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  return createReadStream(file).pipe(response);
}).listen(port, () => console.log(`http://localhost:${port}${prefix}`));
