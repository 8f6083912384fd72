import { copyInto } from '../../../demo/world/acts.ts';
import { changeContact } from '../../../demo/world/content.ts';
import { add2exchange } from '../apps/add2exchange.ts';
import { companionlink } from '../apps/companionlink.ts';
import { dynamics365Outlook } from '../apps/dynamics-365-outlook.ts';
import { dynamics365ServerSideSync } from '../apps/dynamics-365-server-side-sync.ts';
import { smartcloudConnect } from '../apps/smartcloud-connect.ts';
import { contactsIn } from '../scene.ts';
import type { Scenario } from '../types.ts';

/** A connector that does not look what is there copies everything when it starts: def-079, def-080, def-130, def-133. */
export const connectorDoublesAtStart: Scenario = {
  name: 'connector-doubles-at-start',
  what: 'A newly installed connector makes a second copy of what it should have matched.',
  isBenign: false,
  touches: ['mailbox/contact'],
  play(scene) {
    const app = scene.random.pick([add2exchange, companionlink, dynamics365Outlook, dynamics365ServerSideSync, smartcloudConnect]);
    const store = scene.book('mailbox', 'exchange', scene.size(40, 500));
    const atMs = scene.within(scene.gap, app);
    scene.uses(app, { sinceMs: atMs - scene.random.integer(1, 48) * 3_600_000 });
    const folder = app === smartcloudConnect ? 'Salesforce Contacts' : undefined;
    const chosen = scene.some(contactsIn(store), Math.ceil(store.items.length * scene.random.pick([0.4, 0.8, 1])));
    scene.happen(atMs, { type: 'duplicates-introduced', store, app: app.id }, () => copyInto(app, chosen, store, atMs, (content) => changeContact(content, () => ({ nickname: '', categories: [], birthday: '' })), folder));
  },
};
