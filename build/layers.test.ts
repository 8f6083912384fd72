import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { describe, expect, it } from 'vitest';

import { LAYERS, NOT_LAYERS } from './layers.js';

const root = join(import.meta.dirname, '..');

interface Project {
  readonly compilerOptions?: { readonly types?: readonly string[]; readonly lib?: readonly string[] };
  readonly references: readonly { readonly path: string }[];
}

function projectOf(folder: string): Project {
  return JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')) as Project;
}

function referencesOf(folder: string): string[] {
  return projectOf(folder).references.map(({ path }) => relative(root, join(root, folder, path))).sort();
}

function foldersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
}

describe('the layer map', () => {
  it('has every folder of sources, and no folder that is not there', () => {
    const folders = [
      ...foldersIn('.').filter((name) => !NOT_LAYERS.includes(name)),
      ...foldersIn('electron').map((name) => `electron/${name}`),
    ];
    expect(folders.sort()).toEqual(Object.keys(LAYERS).sort());
  });

  it.each(Object.entries(LAYERS))('gives the TypeScript project of %s the same neighbours', (folder, layer) => {
    const neighbours = layer.layers.filter((path) => path !== 'package.json').map((path) => path.replace(/\/[^/]+\.ts$/, ''));
    expect(referencesOf(folder)).toEqual([...new Set(neighbours)].sort());
  });

  it.each(Object.entries(LAYERS).filter(([, layer]) => !layer.node))("keeps Node's types out of %s", (folder) => {
    expect(projectOf(folder).compilerOptions?.types ?? []).not.toContain('node');
  });

  it('has every project in the one that builds them all', () => {
    const all = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as Project;
    const named = all.references.map(({ path }) => relative(root, join(root, path)));
    expect(named.filter((path) => !path.endsWith('.json')).sort()).toEqual(Object.keys(LAYERS).sort());
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
