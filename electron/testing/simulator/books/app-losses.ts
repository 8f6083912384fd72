import type { CardContent } from './card.ts';
import type { Random } from './random.ts';

type Loss = (card: CardContent, random: Random) => CardContent;

/** What other apps do to a card: each loses or moves something, and none of them who it is. */
export const APP_LOSSES: readonly Loss[] = [
  (card) => (card.organization === '' ? card : { ...card, full: card.organization }),
  (card) => (card.organization === '' ? card : { ...card, full: card.organization, given: '', surname: '' }),
  (card) => (card.organization === '' ? card : { ...card, full: `${card.full} (${card.organization})` }),
  (card) => (card.organization === '' ? card : { ...card, title: card.organization, organization: '' }),
  (card) => ({ ...card, full: card.emails[0] ?? card.full }),
  (card) => ({ ...card, given: card.full, surname: '' }),
  (card) => ({ ...card, full: `Dr. ${card.full}` }),
  (card) => withTexts(card, misread),
  (card) => withTexts(card, (text) => misread(misread(text))),
  (card) => withTexts(card, (text) => text.replace(/[^\u0020-\u007e]/g, '?')),
  (card) => ({ ...card, note: card.note === '' ? 'imported from the SIM' : `${card.note}\nimported from the SIM` }),
  (card, random) => {
    const written = random.pick(PHONE_FORMS);
    return { ...card, mobiles: card.mobiles.map(written), landlines: card.landlines.map(written) };
  },
  (card) => ({ ...card, birthday: card.birthday === '' ? '' : `--${card.birthday.slice(5)}` }),
  (card) => ({ ...card, given: card.given.slice(0, 32), surname: card.surname.slice(0, 32), organization: card.organization.slice(0, 16), note: card.note.slice(0, 32) }),
];

const PHONE_FORMS: readonly ((phone: string) => string)[] = [
  (phone) => `00${phone.slice(1)}`,
  (phone) => `tel:${phone}`,
  (phone) => phone.replace(/^(\+\d{2})(\d{3})/, '$1 (0)$2 '),
  (phone) => phone.replace(/(\d{3})(?=\d)/g, '$1-'),
];

function withTexts(card: CardContent, change: (text: string) => string): CardContent {
  return { ...card, full: change(card.full), given: change(card.given), surname: change(card.surname), note: change(card.note) };
}

/** UTF-8 read as Latin-1. */
function misread(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
