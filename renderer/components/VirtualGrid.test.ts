import { mount, type VueWrapper } from '@vue/test-utils';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { h, nextTick } from 'vue';
import VirtualGrid from './VirtualGrid.vue';

// happy-dom lays nothing out: give the list a height of ten rows.
beforeAll(() => vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280));
afterAll(() => vi.restoreAllMocks());

async function aGrid(rowCount: number, props: Record<string, unknown> = {}): Promise<VueWrapper> {
  const grid = mount(VirtualGrid, {
    attachTo: document.body,
    props: { label: 'Differences', columns: [{ id: 'title', label: 'Record', width: '1fr', sortable: true }], rowCount, rowName: (index: number) => `row ${index}`, active: 0, ticks: true, ...props, 'onUpdate:active': (active: number) => grid.setProps({ active }) },
    slots: { row: ({ index }: { index: number }) => h('div', { role: 'gridcell' }, `title ${index}`) },
  });
  await nextTick();
  await nextTick();
  return grid;
}

function focused(): string | null | undefined {
  return document.activeElement?.getAttribute('aria-label');
}

describe('a grid of any length', () => {
  it('tells the whole count and each row’s place, and keeps only what is in sight in the document', async () => {
    const grid = await aGrid(100_000);
    expect(grid.get('[role=grid]').attributes('aria-rowcount')).toBe('100001');
    const rows = grid.findAll('[role=row][data-index]');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]?.attributes()).toMatchObject({ 'aria-rowindex': '2', 'aria-label': 'row 0', 'tabindex': '0', 'aria-selected': 'false' });
    expect(rows[1]?.attributes('tabindex')).toBe('-1');
    grid.unmount();
  });

  it('moves the focus with the keys', async () => {
    const grid = await aGrid(100);
    await grid.get('[data-index="0"]').trigger('mousedown', { button: 0 });
    await nextTick();
    for (const [key, row] of [['ArrowDown', 'row 1'], ['ArrowDown', 'row 2'], ['ArrowUp', 'row 1'], ['End', 'row 99'], ['Home', 'row 0']] as const) {
      await grid.get('[role=grid]').trigger('keydown', { key });
      await nextTick();
      await nextTick();
      expect(focused()).toBe(row);
    }
    grid.unmount();
  });

  it('keeps the active row in the document when it is scrolled away', async () => {
    const grid = await aGrid(100_000, { active: 50_000 });
    expect(grid.find('[data-index="50000"]').attributes('tabindex')).toBe('0');
    grid.unmount();
  });

  it('ticks by Space, opens by Enter and leaves by the left arrow', async () => {
    const grid = await aGrid(10, { active: 3 });
    for (const key of [' ', 'Enter', 'ArrowLeft']) await grid.get('[role=grid]').trigger('keydown', { key });
    expect([grid.emitted('tick'), grid.emitted('open'), grid.emitted('leave')]).toEqual([[[3]], [[3]], [[]]]);
    grid.unmount();
  });

  it('says how it is sorted, and asks to be sorted by a click on a column', async () => {
    const grid = await aGrid(10, { sort: { column: 'title', descending: true } });
    expect(grid.get('[role=columnheader]').attributes('aria-sort')).toBe('descending');
    await grid.get('[role=columnheader] button').trigger('click');
    expect(grid.emitted('sort')).toEqual([['title']]);
    grid.unmount();
  });

  it('draws a row anew when its content or its tick changes', async () => {
    const grid = await aGrid(3);
    await grid.setProps({ isTicked: (index: number) => index === 1 });
    expect(grid.get('[data-index="1"]').attributes('aria-selected')).toBe('true');
    grid.unmount();
  });
});
