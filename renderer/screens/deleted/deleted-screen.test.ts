import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { useCase } from '../../state/case-store.ts';
import { useBasket } from '../../state/basket-store.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useDeleted } from './deleted-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openDeleted(): Promise<MountedWindow> {
  mounted = await mountWindow();
  await mounted.go('deleted');
  await mounted.see('Amara Lindqvist 0');
  return mounted;
}

describe('Deleted', () => {
  it('lists what is lost, and says what was not judged', async () => {
    const { see } = await openDeleted();
    await see('phone: 1 incomplete snapshot was passed over');
    expect(useDeleted().total).toBe(30);
    expect(document.querySelector('[role=row][data-index="0"]')?.getAttribute('aria-label')).toBe('Deleted: Contact Amara Lindqvist 0, Contacts');
  });

  it('judges again where a snapshot came while it judged', async () => {
    mounted = await mountWindow();
    const waiting: (() => void)[] = [];
    async function* judge() {
      const place = waiting.length;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { counts: { gone: place }, notJudged: [] };
    }
    Object.assign(mounted.engine.client.deletions, { judge: async () => judge() });
    await mounted.go('deleted');
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    const cases = useCase();
    cases.snapshots = [...cases.snapshots, ...cases.snapshots.slice(0, 1)];
    await nextTick();
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.();
    await vi.waitFor(() => expect(useDeleted().judged?.counts).toEqual({ gone: 1 }));
  });

  it('shows the proof of the row that is looked at', async () => {
    const { see } = await openDeleted();
    await see(/The complete snapshot of .* holds it neither under its key nor under its UID/);
    useDeleted().active = 2;
    await see('lies in Deleted Items, from where a restore can fetch it');
  });

  it('lists what is no loss when it is asked for', async () => {
    const { button } = await openDeleted();
    await button(/^Made anew/).click();
    await vi.waitFor(() => expect(useDeleted().total).toBe(40));
  });

  it('puts what is lost into the restore plan, and nothing else', async () => {
    const { button, see, press } = await openDeleted();
    const deleted = useDeleted();
    await button(/^Made anew/).click();
    await vi.waitFor(() => expect(deleted.total).toBe(40));
    for (const index of [0, 1, 2, 3]) deleted.toggle(deleted.rowAt(index));
    await see('4 ticked');
    await press('r', { ctrlKey: true });
    await see('3 records added to the restore plan');
    expect(useBasket().groups.map(({ from, until, records }) => [from, until, [...records.keys()]])).toEqual([['a', 'b', ['0.vcf', '1.vcf', '2.vcf']]]);
  });
});
