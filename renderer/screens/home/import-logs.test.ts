import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useImport } from './import-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

const file = (name: string): { name: string; bytes: Blob; modifiedMs: number } => ({ name, bytes: new Blob(['x']), modifiedMs: 0 });
const called = (name: string): string[] => mounted.engine.calls.filter((call) => call.name === name).flatMap(({ input }) => (input as { files: { name: string }[] }).files.map((one) => one.name));

describe('files given to the window', () => {
  it('are read as log rows where they are logs and as a snapshot where they are not, and findings are looked for anew', async () => {
    mounted = await mountWindow();
    await mounted.go('suspects');
    await mounted.see('Duplicates came');
    const files = useImport();
    await files.take([file('purview-log.csv'), file('contacts.vcf')]);
    await mounted.see('Audit or access log');
    await files.read();
    expect(called('logs.importFiles')).toEqual(['purview-log.csv']);
    expect(called('snapshots.importFiles')).toEqual(['contacts.vcf']);
  });

  it('lead to the suspects where all of them are logs, with how many rows are about records of the case', async () => {
    mounted = await mountWindow();
    const files = useImport();
    await files.take([file('access.log')]);
    await files.read();
    await mounted.see('12 log rows were read, 9 about records of this case. 1 row or file was left out.');
    await mounted.see('Duplicates came');
  });
});
