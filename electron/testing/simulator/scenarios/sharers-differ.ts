import { copyInto } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { inventCompanies, inventContacts } from '../../../demo/world/people.ts';
import { salesforceForOutlook } from '../apps/salesforce-for-outlook.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** Colleagues own the same people with other companies; after a sharing change all of them come: def-006, def-008. */
export const sharersDiffer: Scenario = {
  name: 'sharers-differ',
  what: 'A sharing rule brings a colleague’s records, among them the same people under another company.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = salesforceForOutlook;
    const store = scene.book('mailbox', 'exchange', scene.size(80, 400), { company: 0.9 });
    scene.uses(app);
    const doubled = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.company !== ''), scene.size(10, 60));
    const companies = inventCompanies(scene.random);
    const atMs = scene.within(scene.gap, app);
    const newcomers = inventContacts(scene.random, scene.size(10, 180), { company: 1 }, 25_000);
    scene.happen(atMs, { type: 'duplicates-introduced', store, app: app.id }, () => {
      newcomers.forEach((newcomer, index) => store.create(app, newcomer, { atMs: atMs + index * 1000 }));
      return copyInto(app, doubled, store, atMs + newcomers.length * 1000, (content) =>
        changeContact(content, (contact) => ({ company: scene.random.pick(companies.filter((company) => company !== contact.company)), emails: scene.random.chance(0.5) ? [] : [`x.${contact.emails[0] ?? 'nobody@example.test'}`], note: '', birthday: '' })),
      );
    });
  },
};
