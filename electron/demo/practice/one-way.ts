import { caldavSynchronizer } from '../apps/caldav-synchronizer.ts';
import { davx5 } from '../apps/davx5.ts';
import { nextcloudContacts } from '../apps/nextcloud-contacts.ts';
import { thunderbird } from '../apps/thunderbird.ts';
import { removeAll, rewrite } from '../world/acts.ts';
import { asPerson } from '../world/as-person.ts';
import { changeContact } from '../world/content.ts';
import { inventContacts, inventNote } from '../world/people.ts';
import { populate } from '../world/populate.ts';
import { mornings, type PracticeStory } from './practice-story.ts';

const MOMENTS = mornings('2026-07-02', 3);

/** Set to one way, an add-in deletes on the server what it does not hold itself (def-032). */
export const oneWay: PracticeStory = {
  id: 'one-way',
  seed: 6105,
  moments: MOMENTS,
  logs: { mailbox: 'none', hasAccessLog: true },
  play(stage) {
    const { random } = stage;
    const [startMs = 0, nextMs = 0] = MOMENTS;
    const club = stage.store('club', 'nextcloud', ['contact']);
    const contacts = populate(club, inventContacts(random, 180, { company: 0.2 }), [nextcloudContacts, thunderbird, davx5], startMs, random);
    stage.declare(caldavSynchronizer, { since: '2026-01-10T00:00:00Z', device: 'PC', direction: 'exchange->carddav' });
    stage.declare(davx5, { since: '2025-03-01T00:00:00Z', device: 'Android phone' });
    stage.declare(thunderbird, { since: '2024-05-01T00:00:00Z', device: 'laptop' });
    const switchedMs = nextMs + 4.1 * 3_600_000;
    stage.say({ at: new Date(switchedMs).toISOString(), type: 'direction-changed', app: caldavSynchronizer.id, text: 'The treasurer set the add-in to one way, from Outlook to the server.' });
    const passMs = switchedMs + 540_000;
    stage.at(passMs, () => void removeAll({ ...caldavSynchronizer, secondsAnItem: 0.4 }, club, random.shuffle(contacts).slice(0, 92), passMs));
    const editMs = startMs + 9 * 3_600_000;
    const person = { ...asPerson(thunderbird), secondsAnItem: 120 };
    stage.at(editMs, () => void rewrite(person, club, contacts.slice(0, 3), editMs, (content) => changeContact(content, () => ({ note: inventNote(random, 1) }))));
  },
};
