import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';

import { buildStaleParts } from './build-parts.ts';
import { pageBundle } from './bundles.ts';

// `npm run dev [-- --case FILE]`: the page from Vite with hot reload, the engine behind a loopback host that restarts when its sources change.
const root = join(import.meta.dirname, '..');

// The host serves the built page as well, and refuses to start without one.
await buildStaleParts(root, ['electron', 'renderer']);
const host = spawn(
  process.execPath,
  ['--watch-path', 'shared', '--watch-path', 'electron', '--watch-preserve-output', 'electron/web/host.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] },
);
process.on('SIGINT', () => host.kill('SIGINT'));
process.on('SIGTERM', () => host.kill('SIGTERM'));

let page: ViteDevServer | null = null;
for await (const line of createInterface({ input: host.stdout })) {
  const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0];
  if (address === undefined) console.log(line);
  else {
    await page?.close();
    page = await servePage(new URL(address));
    console.log(`Open ${pageAddress(page, new URL(address))}`);
  }
}

/** Vite serves the page and passes the socket on to the host, with the Origin that the host expects. */
async function servePage(host: URL): Promise<ViteDevServer> {
  const server = await createServer({
    ...pageBundle(root, join(root, 'dist/renderer')),
    server: {
      host: '127.0.0.1',
      proxy: {
        '/rpc': { target: host.origin, ws: true, changeOrigin: true, rewriteWsOrigin: true },
        '/session': { target: host.origin, changeOrigin: true, headers: { origin: host.origin } },
      },
    },
  });
  return server.listen();
}

function pageAddress(server: ViteDevServer, host: URL): string {
  return new URL(host.pathname + host.search + host.hash, server.resolvedUrls?.local[0]).href;
}
