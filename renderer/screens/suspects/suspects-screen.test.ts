import { afterEach, describe, expect, it, vi } from 'vitest';
import { wholePercent } from '../../../shared/messages/findings.ts';
import { nextTick } from 'vue';
import { useCase } from '../../state/case-store.ts';
import { fakeFindings } from '../../testing/fake-findings.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useCompare } from '../compare/compare-store.ts';
import { useSuspects } from './suspects-store.ts';
import { sideOf, splitRemedy, verdictText } from './verdict-text.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openSuspects(): Promise<MountedWindow> {
  mounted = await mountWindow();
  await mounted.go('suspects');
  await mounted.see('Duplicates came');
  return mounted;
}

function rowNames(): string[] {
  return [...document.querySelectorAll('[role=row][data-index]')].map((row) => row.getAttribute('aria-label') ?? '');
}

describe('Suspects', () => {
  it('looks for findings by itself and says who is suspected in one sentence a row', async () => {
    await openSuspects();
    expect(rowNames()).toEqual([
      'Critical: Duplicates came, 250 in phone. First suspect Outlook for iOS, Proved, 97 %',
      'Warning: Records deleted, 12 in phone. First suspect none of these, Cannot tell, 99 %',
    ]);
  });

  it('shows what speaks for and against the first suspect, what to do, and who is cleared', async () => {
    const { see } = await openSuspects();
    await see('250 of 250 copies carry a link that this app alone writes');
    await see('Turn Save Contacts off on the second device');
    await see('They cannot have done it.');
    await see('here 250 of 250');
  });

  it('opens the references that a line rests on', async () => {
    const { button, see } = await openSuspects();
    await button('2 references').click();
    await see('2.vcf');
  });

  it('reads the records of a finding page by page', async () => {
    const { button, engine } = await openSuspects();
    const suspects = useSuspects();
    await vi.waitFor(() => expect(suspects.records).toHaveLength(100));
    await button('Show more').click();
    await vi.waitFor(() => expect(suspects.records).toHaveLength(200));
    expect(engine.calls.filter(({ name }) => name === 'findings.records').map(({ input }) => (input as { offset: number }).offset)).toEqual([0, 100]);
  });

  it('looks again where evidence came while it looked', async () => {
    mounted = await mountWindow();
    const waiting: (() => void)[] = [];
    async function* explain() {
      const place = waiting.length;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { findings: fakeFindings.slice(place, place + 1) };
    }
    Object.assign(mounted.engine.client.findings, { explain: async () => explain() });
    await mounted.go('suspects');
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    useCase().noteEvidence();
    await nextTick();
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    expect(useSuspects().findings).toBeNull();
    waiting[1]?.();
    await vi.waitFor(() => expect(useSuspects().findings?.map(({ id }) => id)).toEqual([fakeFindings[1]?.id]));
  });

  it('adds a page once that was asked for twice', async () => {
    await openSuspects();
    const suspects = useSuspects();
    await vi.waitFor(() => expect(suspects.records).toHaveLength(100));
    await Promise.all([suspects.moreRecords(), suspects.moreRecords()]);
    expect(suspects.records).toHaveLength(200);
  });

  it('goes to Compare with the snapshots around the finding', async () => {
    const { press, see } = await openSuspects();
    await press('j', { ctrlKey: true });
    await see('Amara Lindqvist 0');
    expect([useCompare().from, useCompare().to]).toEqual(['a', 'b']);
  });

  it('says why findings could not be looked for', async () => {
    mounted = await mountWindow({ failures: { 'findings.explain': { code: 'case-damaged' } } });
    await mounted.go('suspects');
    await mounted.see('Use “Verify the case” to see what is hit; work on a copy.');
  });
});

describe('the verdict for a ticket', () => {
  it('names what happened, when in UTC, who and why, who is cleared, and what to do', () => {
    expect(verdictText(fakeFindings[0]!).split('\n')).toEqual([
      'Critical: 250 contacts in “Contacts” of phone are copies of what stood there.',
      'Between 2026-03-01 09:00:00 UTC and 2026-03-02 09:00:00 UTC',
      '',
      'Proved (97 %): Outlook for iOS',
      '  + Traces: 250 of 250 copies carry a link that this app alone writes',
      '  − Rhythm: no rhythm of its own',
      '',
      'Cannot tell (3 %): none of these',
      '',
      'Cleared: Google Contacts',
      '',
      'What to do',
      '1. Turn Save Contacts off on the second device (https://support.example.test/1)',
    ]);
  });

  it('takes what weighs nothing for neither side', () => {
    const line = { kind: 'declared', text: 'it does not handle events', weight: 0, refs: [] } as const;
    expect([0, 0.3, -0.3].map((weight) => sideOf({ ...line, refs: [], weight }))).toEqual([{ sign: '·', word: 'Note' }, { sign: '+', word: 'For' }, { sign: '−', word: 'Against' }]);
  });

  it('never says that a verdict is certain', () => {
    expect([wholePercent(0.9996), wholePercent(1), wholePercent(0.974)]).toEqual([99, 99, 97]);
  });

  it('tells a step of a remedy from where it is looked up', () => {
    expect(splitRemedy('Wait a day (see below). (https://example.test/a; KB 1)')).toEqual({ text: 'Wait a day (see below).', sources: 'https://example.test/a; KB 1' });
    expect(splitRemedy('Ask the user')).toEqual({ text: 'Ask the user', sources: '' });
  });
});
