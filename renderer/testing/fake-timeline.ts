import type { ChangeCounts, Timeline } from '../../shared/contract/timeline.ts';

const NOTHING: ChangeCounts = { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0 };

/** A day in which 250 contacts came at once and twelve went at a time that nobody knows. */
export function fakeTimeline(bins: number): Timeline {
  const [from, to] = ['2026-03-01T09:00:00Z', '2026-03-02T09:00:00Z'];
  return {
    from,
    to,
    whole: { from, to },
    lanes: [{ source: 'phone', kind: 'contact', bins: Array.from({ length: bins }, (_, index) => (index === 20 ? { ...NOTHING, added: 250 } : NOTHING)), spans: [{ from, to, counts: { ...NOTHING, removed: 12 } }] }],
    log: [],
    events: [{ at: '2026-03-01T12:00:00Z', type: 'device-added', text: 'second phone' }],
  };
}
