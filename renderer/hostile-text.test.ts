import { afterEach, describe, expect, it, vi } from 'vitest';
import { SCREENS } from '../shared/commands.ts';
import { fakeSnapshot } from './testing/fake-data.ts';
import { mountWindow, type MountedWindow } from './testing/mount-window.ts';

const PAYLOADS = ['<script>window.hit=1</script>', '<img src=x onerror="window.hit=1">', '{{ constructor.constructor("window.hit=1")() }}', '"><svg onload=window.hit=1>', '\u202Egnp.exe', '\u0000\u0007', '\uD800', `${'W'.repeat(100_000)}`];

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe.each(PAYLOADS.map((payload) => ({ name: JSON.stringify(payload.slice(0, 30)), payload })))('the text $name', ({ payload }) => {
  it('stands as text in rows, details, snapshots and titles, and nowhere at full length', async () => {
    mounted = await mountWindow({
      rows: 3,
      row: (position) => ({ position, change: 'modified', kind: 'contact', key: `${position}${payload}`, title: payload, collection: payload, fields: [{ field: 'notes', label: payload, before: payload, after: `${payload}!` }] }),
      snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z', { label: payload, source: payload }), fakeSnapshot('b', '2026-03-02T09:00:00Z', { label: payload, source: payload })],
    });
    for (const screen of SCREENS) {
      await mounted.go(screen);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(document.querySelectorAll('main script, main img, main svg[onload], main iframe')).toHaveLength(0);
      expect('hit' in window).toBe(false);
      const longest = Math.max(...[...document.querySelectorAll('main *')].flatMap((element) => [...element.attributes].map((attribute) => attribute.value.length)).concat(0));
      expect(longest).toBeLessThan(5000);
    }
  });
});
