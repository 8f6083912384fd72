import { join } from 'node:path';

import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import type { InlineConfig } from 'vite';

/** The programs on the Node side: `electron/<name>.ts` becomes `dist/electron/<name>.js`. */
const NODE_ENTRIES = ['main/main', 'engine/worker', 'store/pack-worker', 'services/answer-worker', 'web/host', 'cli/main', 'demo/run-demo'];

/** The one program that Electron loads as a classic script: it becomes `.cjs`. */
const PRELOAD_ENTRY = 'preload/preload';

/** Not bundled: a native module, and the runtime that only Electron itself can provide. */
const EXTERNAL = ['better-sqlite3', 'electron', /^node:/];

/** The bundles of one half of `dist/`, to be written below `outDir` in this order. */
export function bundlesOf(part: 'electron' | 'renderer', root: string, outDir: string): InlineConfig[] {
  return part === 'renderer' ? [pageBundle(root, outDir)] : [programBundle(root, outDir), preloadBundle(root, outDir)];
}

/** The page with everything it needs beside it: relative addresses, nothing inlined, so that the strictest CSP allows it. */
export function pageBundle(root: string, outDir: string): InlineConfig {
  return {
    ...base(root),
    root: join(root, 'renderer'),
    base: './',
    plugins: [vue(), tailwindcss()],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}

/**
 * All programs in one build, so that they share chunks. Entries and chunks lie one folder deep, as the sources do: a relative
 * URL such as `../engine/worker.js` means the same file from any of them.
 */
function programBundle(root: string, outDir: string): InlineConfig {
  const input = Object.fromEntries(NODE_ENTRIES.map((entry) => [entry, join(root, `electron/${entry}.ts`)]));
  return {
    ...base(root),
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input,
        external: EXTERNAL,
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}

/** A sandboxed preload is a classic script that may require nothing but `electron`: one CommonJS file. */
function preloadBundle(root: string, outDir: string): InlineConfig {
  return {
    ...base(root),
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: { [PRELOAD_ENTRY]: join(root, `electron/${PRELOAD_ENTRY}.ts`) },
        external: EXTERNAL,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

function base(root: string): InlineConfig {
  return { root, configFile: false, envDir: false, publicDir: false, logLevel: 'warn', clearScreen: false };
}
