import { removeAll } from '../../../demo/world/acts.ts';
import { inventContacts } from '../../../demo/world/people.ts';
import { dynamics365ServerSideSync } from '../apps/dynamics-365-server-side-sync.ts';
import type { Scenario } from '../types.ts';

/** Records that leave the filter of a CRM’s sync are deleted from the mailbox: def-073. */
export const crmFilterDeletes: Scenario = {
  name: 'crm-filter-deletes',
  what: 'A changed filter or role makes the CRM’s sync delete tracked contacts that still exist in the CRM.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = dynamics365ServerSideSync;
    const store = scene.book('mailbox', 'exchange', scene.size(40, 300));
    const tracked = scene.fill(store, inventContacts(scene.random, scene.size(30, 300), { company: 1 }, 20_000), [app]);
    scene.uses(app);
    const companies = new Set(scene.some(tracked, 6).map(({ content }) => (content.kind === 'contact' ? content.company : '')));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'records-deleted', store, app: app.id }, () => removeAll(app, store, tracked.filter(({ content }) => content.kind === 'contact' && companies.has(content.company)), atMs, 'SoftDelete'));
  },
};
