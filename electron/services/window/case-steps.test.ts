import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseContext } from '../case-context.ts';
import { createCaseContext, createPorts, createSessionVault } from '../engine.ts';
import { importFiles } from '../import-files.ts';
import { listSteps, markStep } from './case-steps.ts';

let folder: string;
let context: CaseContext;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-steps-'));
  context = createCaseContext(join(folder, 'case.synctrace'), undefined, 'A case', createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
});
afterEach(() => {
  context.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const done = (): string[] => listSteps(context).filter(({ at }) => at !== undefined).map(({ step }) => step);

describe('the steps of a case', () => {
  it('are done where the case itself shows it', async () => {
    expect(done()).toEqual(['intake']);
    const path = join(folder, 'a.vcf');
    writeFileSync(path, 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:Ada Marlow\r\nEND:VCARD\r\n');
    await importFiles(context, { paths: [path], source: 'phone' }, new AbortController().signal, () => {});
    expect(done()).toEqual(['intake', 'evidence']);
  });

  it('are marked by people where nothing shows it, and the mark can be taken away', () => {
    markStep(context, 'contain', true);
    const marked = listSteps(context).find(({ step }) => step === 'contain');
    expect(marked?.at).toMatch(/^\d{4}-/);
    markStep(context, 'contain', true);
    expect(listSteps(context).find(({ step }) => step === 'contain')).toEqual(marked);
    markStep(context, 'contain', false);
    expect(done()).toEqual(['intake']);
  });
});
