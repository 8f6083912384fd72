import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReportOptions } from '../../../shared/contract/report.ts';
import { fakeReport } from '../../testing/fake-report.ts';
import type { FakeSettings } from '../../testing/fake-engine.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useReport } from './report-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openReport(settings: FakeSettings = {}): Promise<MountedWindow> {
  mounted = await mountWindow(settings);
  await mounted.go('report');
  return mounted;
}

describe('Report', () => {
  it('shows the report as it will be read, for a colleague at first', async () => {
    const { engine, see } = await openReport();
    await see('250 contacts came twice');
    await see('Turn Save Contacts off');
    expect(engine.calls.find(({ name }) => name === 'report.preview')?.input).toMatchObject({ audience: 'colleague', redact: false });
  });

  it('is made anew for another audience', async () => {
    const { engine, see } = await openReport();
    await see('250 contacts came twice');
    useReport().audience = 'vendor';
    await vi.waitFor(() => expect(engine.calls.findLast(({ name }) => name === 'report.preview')?.input).toMatchObject({ audience: 'vendor' }));
  });

  it('is never that of other options than are set, however late it comes', async () => {
    mounted = await mountWindow();
    const answers: (() => void)[] = [];
    const preview = ({ redact }: ReportOptions) => new Promise((resolve) => answers.push(() => resolve({ page: { ...fakeReport, title: redact ? 'Without names' : 'With all names' }, secrets: [] })));
    Object.assign(mounted.engine.client.report, { preview });
    await mounted.go('report');
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    useReport().redact = true;
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(useReport().preview).toBeNull();
    answers[1]?.();
    await mounted.see('Without names');
    expect(document.body.textContent).not.toContain('With all names');
  });

  it('is read again with other options where it could not be read', async () => {
    const { engine, see } = await openReport({ failures: { 'report.preview': { code: 'case-damaged' } } });
    await see('Use “Verify the case”');
    useReport().audience = 'user';
    await vi.waitFor(() => expect(engine.calls.filter(({ name }) => name === 'report.preview').map(({ input }) => (input as ReportOptions).audience)).toEqual(['colleague', 'user']));
  });

  it('is neither shown nor saved where a secret would stand in it, and says where; redacted it is', async () => {
    const { see } = await openReport({ secrets: [{ kind: 'a password', place: 'the notes of Amara Lindqvist' }] });
    await see('a password in the notes of Amara Lindqvist');
    expect([...document.querySelectorAll('button')].filter((button) => button.textContent?.includes('Save as')).every((button) => button.disabled)).toBe(true);
    useReport().redact = true;
    await see('250 contacts came twice');
  });

  it('is given to the downloads as a file', async () => {
    const { button, engine, see } = await openReport();
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await see('250 contacts came twice');
    await button('Save as Markdown').click();
    await see('report.md was given to the downloads');
    expect(engine.calls.find(({ name }) => name === 'report.make')?.input).toMatchObject({ format: 'md' });
  });
});
