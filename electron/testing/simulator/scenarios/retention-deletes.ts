import { removeAll } from '../../../demo/world/acts.ts';
import { exchangeSystem } from '../apps/exchange-system.ts';
import { itemsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A retention policy removes what is older than it allows: ci-034. */
export const retentionDeletes: Scenario = {
  name: 'retention-deletes',
  what: 'A policy of the mailbox deletes everything older than a year.',
  isBenign: false,
  touches: ['mailbox/event', 'mailbox/task'],
  play(scene) {
    const kind = scene.random.pick(['event', 'task'] as const);
    const store = kind === 'event' ? scene.calendar('mailbox', 'exchange', scene.size(60, 800)) : scene.tasks('mailbox', 'exchange', scene.size(60, 500));
    const ageMs = scene.random.pick([180, 365]) * 86_400_000;
    const atMs = scene.within(scene.gap);
    scene.happen(atMs, { type: 'records-deleted', store, app: exchangeSystem.id }, () => removeAll(exchangeSystem, store, itemsIn(store, kind).filter(({ createdMs }) => createdMs < atMs - ageMs), atMs, scene.random.pick(['SoftDelete', 'HardDelete'] as const)));
  },
};
