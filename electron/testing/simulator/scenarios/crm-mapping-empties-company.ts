import { lightningSync } from '../../../demo/apps/lightning-sync.ts';
import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { moveAll, rewrite } from '../../../demo/world/acts.ts';
import { asPerson } from '../../../demo/world/as-person.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A company without an account in the CRM is emptied: def-011, cat-001. */
export const crmMappingEmptiesCompany: Scenario = {
  name: 'crm-mapping-empties-company',
  what: 'A CRM’s sync empties the company of those contacts whose company has no account there.',
  isBenign: false,
  touches: ['mailbox/contact'],
  rhythm: { snapshots: 3, hours: 24 },
  play(scene) {
    const app = lightningSync;
    const store = scene.book('mailbox', 'exchange', scene.size(100, 600), { company: 0.9 });
    scene.uses(app);
    const moved = scene.some(contactsIn(store), Math.ceil(store.items.length * 0.8));
    const movedMs = scene.within(0);
    scene.happen(movedMs, { type: 'records-moved', store, app: 'user', isBenign: true }, () => moveAll(asPerson(outlookWeb), store, moved, 'Salesforce_Sync', movedMs));
    const accounts = new Set(scene.some(moved, 14).map(({ content }) => (content.kind === 'contact' ? content.company : '')));
    const atMs = scene.within(1, app);
    scene.happen(atMs, { type: 'fields-lost', store, app: app.id }, () => rewrite(app, store, moved, atMs, (content) => changeContact(content, ({ company }) => (accounts.has(company) ? {} : { company: '' }))));
  },
};
