import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { workNumber } from '../../../demo/sample-person.ts';
import { removeAll, rewrite } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { salesforceForOutlook } from '../apps/salesforce-for-outlook.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A sync is set to one way, and the other side’s newer values and records go: def-005, def-032, dir-004. */
export const directionChanged: Scenario = {
  name: 'direction-changed',
  what: 'After the direction was changed, older values come back and records without a counterpart go.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = scene.random.pick([salesforceForOutlook, caldavSynchronizer]);
    const store = scene.book('mailbox', 'exchange', scene.size(60, 500));
    const edited = scene.some(contactsIn(store).filter(({ content }) => content.kind === 'contact' && content.title !== '' && content.phones.length > 0), scene.size(12, 120));
    const before = new Map(edited.map((item) => [item, item.content]));
    // They were edited here after the last pass that worked; the other side still holds the old values.
    for (const item of edited) item.content = changeContact(item.content, (contact) => ({ title: `Chief ${contact.title}`, phones: contact.phones.map((phone) => ({ ...phone, number: workNumber(scene.random.integer(30_000, 60_000)) })) }));
    const atMs = scene.within(scene.gap, app);
    scene.uses(app, { direction: app === salesforceForOutlook ? 'salesforce->exchange' : 'carddav->exchange' });
    if (scene.random.chance(0.7)) scene.stage.say({ at: new Date(atMs - 600_000).toISOString(), type: 'direction-changed', app: app.id, text: 'Set to one way, into the mailbox.' });
    scene.happen(atMs, { type: 'fields-overwritten', store, app: app.id }, () => rewrite(app, store, edited, atMs, (content, _, item) => before.get(item) ?? content));
    const laterMs = atMs + 120_000;
    scene.happen(laterMs, { type: 'records-deleted', store, app: app.id }, () => removeAll(app, store, scene.some(contactsIn(store).filter((item) => !before.has(item)), scene.random.integer(5, 30)), laterMs));
  },
};
