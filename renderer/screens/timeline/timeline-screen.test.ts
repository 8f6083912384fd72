import { afterEach, describe, expect, it, vi } from 'vitest';
import { useCase } from '../../state/case-store.ts';
import { fakeSnapshot } from '../../testing/fake-data.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useTimeline } from './timeline-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openTimeline(): Promise<MountedWindow> {
  mounted = await mountWindow();
  await mounted.go('timeline');
  await mounted.see('No log imported');
  return mounted;
}

function lastRange(): unknown {
  return mounted.engine.calls.findLast(({ name }) => name === 'timeline.read')?.input;
}

describe('Timeline', () => {
  it('keeps nothing that was read before evidence came', async () => {
    mounted = await mountWindow();
    const timeline = useTimeline();
    const reading = timeline.start();
    useCase().noteEvidence();
    await reading;
    expect(timeline.timeline).toBeNull();
    await timeline.start();
    expect(timeline.timeline).not.toBeNull();
  });

  it('is neither zoomed nor moved before it is drawn', async () => {
    mounted = await mountWindow();
    const timeline = useTimeline();
    await timeline.zoom(0.5);
    await timeline.pan(1);
    await timeline.start();
    expect([timeline.isZoomed, lastRange()]).toEqual([false, { bins: 160 }]);
  });

  it('says each lane in a sentence, told apart by whether the time of a change is known', async () => {
    const { see } = await openTimeline();
    await see('phone, Contacts: 250 changes at known times, 12 only between two snapshots');
    await see('second phone');
  });

  it('asks for the part that is zoomed into, and for all again', async () => {
    await openTimeline();
    const timeline = useTimeline();
    await timeline.zoom(0.5);
    expect(lastRange()).toMatchObject({ from: '2026-03-01T15:00:00.000Z', to: '2026-03-02T03:00:00.000Z' });
    await timeline.show(null);
    expect(lastRange()).not.toHaveProperty('from');
  });

  it('shows a marked range, never beyond what there is and never less than a second', async () => {
    await openTimeline();
    const timeline = useTimeline();
    await timeline.show({ fromMs: Date.parse('2026-03-02T08:59:58Z'), toMs: Date.parse('2026-03-02T08:59:58.200Z') });
    expect(lastRange()).toMatchObject({ from: '2026-03-02T08:59:58.000Z', to: '2026-03-02T08:59:59.000Z' });
  });

  it('says that one snapshot shows no change', async () => {
    mounted = await mountWindow({ snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z')] });
    await mounted.go('timeline');
    await mounted.see('One snapshot only: no change can be shown yet.');
  });
});
