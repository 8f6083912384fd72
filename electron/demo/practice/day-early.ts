import { iosContacts } from '../apps/ios-contacts.ts';
import { tutanota } from '../apps/tutanota.ts';
import { rewrite } from '../world/acts.ts';
import { asPerson } from '../world/as-person.ts';
import { changeContact, shiftDate } from '../world/content.ts';
import { inventContacts } from '../world/people.ts';
import { populate } from '../world/populate.ts';
import { mornings, type PracticeStory } from './practice-story.ts';

const MOMENTS = mornings('2026-06-08', 4);

/** Each pass writes birthdays a day earlier than it read them (def-104). */
export const dayEarly: PracticeStory = {
  id: 'day-early',
  seed: 6104,
  moments: MOMENTS,
  logs: { mailbox: 'none', hasAccessLog: false },
  play(stage) {
    const { random } = stage;
    const [startMs = 0] = MOMENTS;
    const icloud = stage.store('icloud', 'icloud', ['contact']);
    const contacts = populate(icloud, inventContacts(random, 160, { birthday: 0.55 }), [iosContacts], startMs, random);
    stage.declare(tutanota, { since: '2026-06-07T00:00:00Z', device: 'iPhone' });
    stage.declare(iosContacts, { since: '2023-10-01T00:00:00Z', device: 'iPhone' });
    const corrected = random.shuffle(contacts.filter(({ content }) => content.kind === 'contact' && content.birthday !== '')).slice(0, 4);
    const rightDates = new Map(corrected.map((item) => [item, item.content.kind === 'contact' ? item.content.birthday : '']));
    const byHandMs = startMs + 32 * 3_600_000;
    const person = { ...asPerson(iosContacts), secondsAnItem: 40 };
    stage.at(byHandMs, () => void rewrite(person, icloud, corrected, byHandMs, (content, _, item) => changeContact(content, () => ({ birthday: rightDates.get(item) ?? '' }))));
    for (const passMs of MOMENTS.slice(0, -1).map((morningMs) => morningMs + 14 * 3_600_000)) {
      stage.at(passMs, () => void rewrite(tutanota, icloud, contacts, passMs, (content) => changeContact(content, ({ birthday }) => (birthday === '' ? {} : { birthday: shiftDate(birthday, -1) }))));
    }
  },
};
