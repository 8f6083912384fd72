// @ts-check
/**
 * The layer map of ARCHITECTURE.md, once: dependency-cruiser reads it, and build/layers.test.ts compares it with the folders
 * and with the TypeScript projects. What a layer is not given here it may not import.
 *
 * @typedef {object} Layer
 * @property {readonly string[]} layers Layers (or single files of them) that it may import besides itself.
 * @property {readonly string[]} packages npm packages that it may import.
 * @property {boolean} node Whether it may import Node's own modules.
 * @property {string} reason
 */

const DOMAIN = ['shared', 'electron/core'];
const ENGINE_PARTS = ['electron/store', 'electron/connectors', 'electron/analysis', 'electron/restore'];

/** What the shells and the engine's port may know of the parts behind the services: the shape of rows and plans, as types. */
const INTERFACES = ['electron/store/types.ts', 'electron/connectors/connector.ts', 'electron/restore/types.ts'];

/** @type {Readonly<Record<string, Layer>>} */
export const LAYERS = {
  shared: {
    layers: [],
    packages: ['zod', '@orpc/contract'],
    node: false,
    reason: 'The vocabulary and the contract are read by the page as well as by the engine, so they rest on nothing.',
  },
  'electron/core': {
    layers: ['shared'],
    packages: ['libphonenumber-js', 'saxes'],
    node: false,
    reason: 'The domain is pure: same input, same output, tested without a file or a server.',
  },
  'electron/store': {
    layers: DOMAIN,
    packages: ['better-sqlite3', 'zod'],
    node: true,
    reason: 'The only SQL. It keeps what it is given and knows neither where that came from nor what it means.',
  },
  'electron/connectors': {
    layers: DOMAIN,
    packages: ['tsdav', 'saxes'],
    node: true,
    reason: 'A connector speaks with one kind of server and must work without a case, a diff or another connector.',
  },
  'electron/analysis': {
    layers: DOMAIN,
    packages: [],
    node: false,
    reason: 'Analysis is pure, so that a verdict can be repeated from the case alone.',
  },
  'electron/restore': {
    layers: [...DOMAIN, 'electron/connectors/connector.ts'],
    packages: [],
    node: false,
    reason: 'A restore knows what a connector promises, never which one it writes to.',
  },
  'electron/services': {
    layers: [...DOMAIN, ...ENGINE_PARTS, 'package.json'],
    packages: ['zod', '@azure/msal-node'],
    node: true,
    reason: 'The use cases put the parts together; the parts never call back.',
  },
  'electron/demo': {
    layers: [...DOMAIN, ...INTERFACES, 'electron/services'],
    packages: ['saxes'],
    node: true,
    reason: 'What ships for practice uses the product as any user of it would.',
  },
  'electron/engine': {
    layers: [...DOMAIN, ...INTERFACES, 'electron/services', 'electron/demo'],
    packages: ['@orpc/server', 'zod'],
    node: true,
    reason: 'The worker offers the services through the contract and does nothing else.',
  },
  'electron/web': {
    layers: DOMAIN,
    packages: ['ws'],
    node: true,
    reason: 'The loopback host starts the engine in a worker, so that nothing of it can block or crash the host.',
  },
  'electron/main': {
    layers: [...DOMAIN, 'electron/web'],
    packages: ['electron'],
    node: true,
    reason: 'The window starts the engine in a worker, so that the window stays responsive; how, it shares with the loopback host.',
  },
  'electron/preload': {
    layers: ['shared'],
    packages: ['electron'],
    node: false,
    reason: 'A sandboxed preload forwards a port and may require nothing but electron.',
  },
  'electron/cli': {
    layers: [...DOMAIN, ...INTERFACES, 'electron/services', 'electron/demo', 'electron/web'],
    packages: ['commander'],
    node: true,
    reason: 'Commands are thin calls of services; `serve` and `demo` start the two other programs.',
  },
  'electron/testing': {
    layers: [...DOMAIN, ...ENGINE_PARTS, 'electron/services', 'electron/demo'],
    packages: ['vitest', 'fast-check', 'saxes', 'ws', 'better-sqlite3'],
    node: true,
    reason: 'Never ships: it may know every part of the engine, and no part but tests may know it.',
  },
  renderer: {
    layers: ['shared'],
    packages: ['vue', 'vue-router', 'pinia', 'reka-ui', '@tanstack/vue-virtual', '@orpc/client', '@orpc/contract', 'zod'],
    node: false,
    reason: 'The page knows the contract alone, so that it is the same in Electron, in a browser and under test.',
  },
  build: {
    layers: [],
    packages: ['vite', '@vitejs/plugin-vue', '@tailwindcss/vite', 'electron-builder', '@electron/fuses', '@electron/asar'],
    node: true,
    reason: 'Building must work before anything else does.',
  },
  bench: {
    layers: [...DOMAIN, ...ENGINE_PARTS, 'electron/services', 'electron/demo', 'electron/testing', 'e2e'],
    packages: ['better-sqlite3', '@playwright/test', 'vite'],
    node: true,
    reason: 'A benchmark measures the engine, and the programs with the means of the tests that drive them; it never ships.',
  },
  e2e: {
    layers: [...DOMAIN, ...ENGINE_PARTS, 'electron/services', 'electron/demo', 'electron/testing'],
    packages: ['vitest', '@playwright/test', '@sparticuz/chromium', 'axe-core', 'ws', 'better-sqlite3', 'ajv', 'libxml2-wasm', 'fast-check'],
    node: true,
    reason: 'End-to-end tests drive the programs from outside; they never ship.',
  },
};

/** What a test may import beyond its layer; the real clock stands where a test waits for a real server. @type {readonly string[]} */
export const TEST_LAYERS = ['electron/testing', 'electron/demo', 'electron/services/system-ports.ts'];
/** @type {readonly string[]} */
export const TEST_PACKAGES = ['vitest', 'fast-check', '@vue/test-utils', 'better-sqlite3', 'ws', '@orpc/client', '@orpc/contract', '@orpc/server'];

/** Folders of the checkout's root that hold no layer. @type {readonly string[]} */
export const NOT_LAYERS = ['bin', 'changes', 'coverage', 'dist', 'docs', 'electron', 'node_modules', 'playwright-report', 'release', 'test-results'];
