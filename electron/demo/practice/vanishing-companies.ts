import { easPhone } from '../apps/eas-phone.ts';
import { lightningSync } from '../apps/lightning-sync.ts';
import { outlookDesktop } from '../apps/outlook-desktop.ts';
import { outlookWeb } from '../apps/outlook-web.ts';
import { mobileNumber } from '../sample-person.ts';
import { moveAll, rewrite } from '../world/acts.ts';
import { asPerson } from '../world/as-person.ts';
import { changeContact } from '../world/content.ts';
import { inventContacts } from '../world/people.ts';
import { populate } from '../world/populate.ts';
import { mornings, type PracticeStory } from './practice-story.ts';

const MOMENTS = mornings('2026-04-14', 3);
const FOLDER = 'Salesforce_Sync';

/** A CRM empties the company where it has no account of that name (def-011). */
export const vanishingCompanies: PracticeStory = {
  id: 'vanishing-companies',
  seed: 6102,
  moments: MOMENTS,
  logs: { mailbox: 'purview-csv', hasAccessLog: false },
  play(stage) {
    const { random } = stage;
    const [startMs = 0, nextMs = 0] = MOMENTS;
    const mailbox = stage.store('mailbox', 'exchange', ['contact']);
    const contacts = populate(mailbox, inventContacts(random, 220, { company: 0.92 }), [outlookDesktop, outlookWeb], startMs, random);
    stage.declare(lightningSync, { since: '2026-04-13T00:00:00Z' });
    stage.declare(easPhone, { since: '2025-06-01T00:00:00Z', device: 'iPhone' });
    stage.declare(outlookDesktop, { since: '2024-02-01T00:00:00Z', device: 'PC' });
    const customers = random.shuffle(contacts).slice(0, 170);
    const movedMs = startMs + 6 * 3_600_000;
    stage.at(movedMs, () => void moveAll(asPerson(outlookWeb), mailbox, customers, FOLDER, movedMs));
    stage.say({ at: new Date(movedMs).toISOString(), type: 'bulk-edit', text: `The customers were moved into ${FOLDER}, as the guide says.` });
    const accounts = new Set(random.shuffle(customers).slice(0, 16).map(({ content }) => (content.kind === 'contact' ? content.company : '')));
    const passMs = nextMs - 5.7 * 3_600_000 + 86_400_000;
    stage.at(passMs, () => void rewrite(lightningSync, mailbox, customers, passMs, (content) => changeContact(content, ({ company }) => (accounts.has(company) ? {} : { company: '' }))));
    const phoneMs = passMs + 4.9 * 3_600_000;
    const phone = { ...asPerson(easPhone), secondsAnItem: 95 };
    stage.at(phoneMs, () => void rewrite(phone, mailbox, customers.slice(0, 3), phoneMs, (content, index) => changeContact(content, () => ({ phones: [{ type: 'mobile', number: mobileNumber(9100 + index) }] }))));
  },
};
