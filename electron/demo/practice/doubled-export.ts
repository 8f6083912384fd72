import { iosContacts } from '../apps/ios-contacts.ts';
import { outlookDesktop } from '../apps/outlook-desktop.ts';
import { outlookMobileIos, outlookMobileIosOn } from '../apps/outlook-mobile-ios.ts';
import { copyInto, removeAll } from '../world/acts.ts';
import { inventContacts } from '../world/people.ts';
import { populate } from '../world/populate.ts';
import { mornings, type PracticeStory } from './practice-story.ts';

const MOMENTS = mornings('2026-03-02', 3);
const CONTACTS = 140;
const PRIVATE = 35;
const LEFT_OVER = 12;

/** A second device exports what the first had exported, and takes most of it back within a day (def-001, cad-002). */
export const doubledExport: PracticeStory = {
  id: 'doubled-export',
  seed: 6101,
  moments: MOMENTS,
  logs: { mailbox: 'purview-csv', hasAccessLog: false },
  play(stage) {
    const { random } = stage;
    const [startMs = 0, nextMs = 0] = MOMENTS;
    const mailbox = stage.store('mailbox', 'exchange', ['contact']);
    const icloud = stage.store('icloud', 'icloud', ['contact']);
    const contacts = populate(mailbox, inventContacts(random, CONTACTS), [outlookDesktop], startMs, random);
    populate(icloud, inventContacts(random, PRIVATE, {}, CONTACTS), [iosContacts], startMs, random);
    for (const origin of contacts) icloud.create(outlookMobileIos, origin.content, { atMs: startMs - 40 * 86_400_000, origin, isOld: true });
    stage.declare(outlookMobileIos, { since: '2025-11-03T00:00:00Z', device: 'iPhone' });
    stage.declare(outlookMobileIos, { since: '2026-03-02T18:30:00Z', device: 'iPad' });
    stage.declare(outlookDesktop, { since: '2024-01-08T00:00:00Z', device: 'PC' });
    stage.say({ at: '2026-03-02T18:30:00Z', type: 'device-added', app: outlookMobileIos.id, text: 'Outlook was set up on the iPad, too.' });
    const second = outlookMobileIosOn('A94C20E77B1D4E5586F03BD2C81E9A60');
    const exportMs = startMs + 11.2 * 3_600_000;
    stage.at(exportMs, () => {
      const { made } = copyInto(second, contacts, icloud, exportMs);
      const tidyMs = nextMs + 12 * 3_600_000;
      stage.at(tidyMs, () => removeAll({ ...second, secondsAnItem: 0.6 }, icloud, made.slice(LEFT_OVER), tidyMs));
    });
  },
};
