// @ts-check
import { readdirSync } from 'node:fs';

import { LAYERS, NOT_LAYERS, TEST_LAYERS, TEST_PACKAGES } from './build/layers.js';

/** @type {'error'} */
const ERROR = 'error';
const TEST = '\\.test\\.ts$';
/** Folders inside a layer that only its tests use. */
const TEST_FOLDERS = ['^renderer/testing/'];
const CONFIG = '^[^/]+\\.config\\.(?:ts|js)$';

/** Leaves Node's own modules out of a rule: where a layer may use them. @type {{ dependencyTypesNot: ['core'] }} */
const NO_CORE = { dependencyTypesNot: ['core'] };

refuseUnknownFolders();

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(LAYERS).flatMap(([folder, layer]) => [
      {
        name: `layer ${folder}`,
        comment: layer.reason,
        severity: ERROR,
        from: { path: `^${folder}/`, pathNot: [TEST, ...TEST_FOLDERS] },
        to: { couldNotResolve: false, pathNot: allowed(folder, layer.layers, layer.packages), ...(layer.node ? NO_CORE : {}) },
      },
      {
        name: `tests of ${folder}`,
        comment: `${layer.reason} Its tests may use electron/testing as well.`,
        severity: ERROR,
        from: { path: [`^${folder}/.*${TEST}`, ...TEST_FOLDERS.filter((tests) => tests.startsWith(`^${folder}/`))] },
        to: { couldNotResolve: false, pathNot: allowed(folder, [...layer.layers, ...TEST_LAYERS], [...layer.packages, ...TEST_PACKAGES]), ...NO_CORE },
      },
    ]),
    {
      name: 'not in the map',
      comment: 'Default-deny: a folder without an entry in build/layers.js may import nothing and be imported by nobody.',
      severity: ERROR,
      from: { pathNot: [...Object.keys(LAYERS).map((folder) => `^${folder}/`), '^bin/', CONFIG, '^\\.dependency-cruiser\\.js$'] },
      to: {},
    },
    {
      name: 'no cycle',
      comment: 'Files that need each other are one file, or hide a third. Types alone may refer to each other.',
      severity: ERROR,
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere fails only when it is reached, which may be at a user.',
      severity: ERROR,
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not a test',
      comment: 'What ships must not rest on tests.',
      severity: ERROR,
      from: { pathNot: [TEST, ...TEST_FOLDERS] },
      to: { path: [TEST, ...TEST_FOLDERS] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|release|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'module', 'node', 'default', 'types'] },
  },
};

/** @param {string} folder @param {readonly string[]} layers @param {readonly string[]} packages */
function allowed(folder, layers, packages) {
  const paths = [folder, ...layers].map((layer) => (layer.includes('.') ? `^${escape(layer)}$` : `^${layer}/`));
  const modules = packages.map((name) => `node_modules/${escape(name)}/`);
  return [...paths, ...modules];
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll(/[.+]/g, '\\$&');
}

/** @param {string} folder */
function foldersIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function refuseUnknownFolders() {
  const folders = [
    ...foldersIn('.').filter((name) => !name.startsWith('.') && !NOT_LAYERS.includes(name)),
    ...foldersIn('electron').map((name) => `electron/${name}`),
  ];
  const unknown = folders.filter((folder) => !(folder in LAYERS));
  if (unknown.length > 0) throw new Error(`Not in the layer map (build/layers.js): ${unknown.join(', ')}`);
}
