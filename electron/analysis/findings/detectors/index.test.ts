import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DETECTORS } from './index.ts';

it('lists the detectors of the folder, each for one type', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !name.startsWith('index.'));
  expect(DETECTORS.map(({ type }) => `${type}.ts`).sort()).toEqual(files.sort());
});
