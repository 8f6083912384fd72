import { rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { inventCompanies } from '../../../demo/world/people.ts';
import { hubspot } from '../apps/hubspot.ts';
import { zoho } from '../apps/zoho.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** One CRM record for each address: the value changed last becomes everybody’s: def-140. */
export const crmValuesWin: Scenario = {
  name: 'crm-values-win',
  what: 'A CRM’s values are written over those of the mailbox.',
  isBenign: false,
  touches: ['mailbox/contact', 'book/contact'],
  play(scene) {
    const app = scene.random.pick([hubspot, zoho]);
    const store = scene.bookOf(app, scene.size(60, 400), { company: 0.9 });
    scene.uses(app);
    const companies = inventCompanies(scene.random);
    const chosen = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.emails.length > 0), scene.size(15, 120));
    const atMs = scene.within(scene.gap, app);
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () => rewrite(app, store, chosen, atMs, (content) => changeContact(content, () => ({ company: scene.random.pick(companies), title: scene.random.pick(['Lead', 'Customer', 'Prospect']) }))));
  },
};
