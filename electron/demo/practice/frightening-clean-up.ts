import { iosContacts } from '../apps/ios-contacts.ts';
import { outlookDesktop } from '../apps/outlook-desktop.ts';
import { outlookMobileIos } from '../apps/outlook-mobile-ios.ts';
import { copyInto, removeAll } from '../world/acts.ts';
import { changeContact } from '../world/content.ts';
import { inventContacts } from '../world/people.ts';
import { populate } from '../world/populate.ts';
import { mornings, type PracticeStory } from './practice-story.ts';

const MOMENTS = mornings('2026-05-18', 2);

/** The vendor’s reset of an export: all of it goes and comes again (fix-001). */
export const frighteningCleanUp: PracticeStory = {
  id: 'frightening-clean-up',
  seed: 6103,
  moments: MOMENTS,
  logs: { mailbox: 'purview-csv', hasAccessLog: false },
  play(stage) {
    const { random } = stage;
    const [startMs = 0] = MOMENTS;
    const mailbox = stage.store('mailbox', 'exchange', ['contact']);
    const icloud = stage.store('icloud', 'icloud', ['contact']);
    const contacts = populate(mailbox, inventContacts(random, 412), [outlookDesktop], startMs, random);
    populate(icloud, inventContacts(random, 40, {}, 412), [iosContacts], startMs, random);
    const exported = contacts.map((origin) => icloud.create(outlookMobileIos, origin.content, { atMs: startMs - 200 * 86_400_000, origin, isOld: true }));
    // Given on the phone, so the mailbox never knew them.
    for (const item of random.shuffle(exported).slice(0, 14)) item.content = changeContact(item.content, ({ given }) => ({ nickname: `${given.slice(0, 4)}i` }));
    stage.declare(outlookMobileIos, { since: '2025-09-01T00:00:00Z', device: 'iPhone' });
    stage.declare(outlookDesktop, { since: '2024-01-08T00:00:00Z', device: 'PC' });
    const resetMs = startMs + 10 * 3_600_000;
    stage.say({ at: new Date(resetMs - 300_000).toISOString(), type: 'resync', app: outlookMobileIos.id, text: 'The person switched Save Contacts off and on again, as the vendor describes it.' });
    stage.at(resetMs, () => void removeAll({ ...outlookMobileIos, secondsAnItem: 0.2 }, icloud, exported, resetMs));
    stage.at(resetMs + 1_260_000, () => void copyInto(outlookMobileIos, contacts, icloud, resetMs + 1_260_000));
  },
};
