import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import type { OnlineService } from '../jscontact/card.ts';
import { add, type CardDraft } from './card-draft.ts';
import { isBlank, textOf } from './line-text.ts';
import { placeOf, withoutFeatures } from './place.ts';

/** EMAIL (RFC 9555 §2.3.1). */
export function mapEmail(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const address = textOf(line).trim();
  if (address !== '') add(draft, 'emails', { ...withoutFeatures(placeOf(line, label)), address });
}

/** TEL (RFC 9555 §2.3.2), its number as text or as `tel:` URI; X-MS-TEL and the like are phones too. */
export function mapPhone(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const written = textOf(line).trim();
  const number = /^tel:/i.test(written) ? decodeUri(written.slice(4)) : written;
  if (number !== '') add(draft, 'phones', { ...placeOf(line, label), number });
}

/** IMPP (RFC 4770): the service by its parameter, else by the scheme of the URI. */
export function mapImpp(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const uri = textOf(line).trim();
  const named = parameterValue(line, 'SERVICE-TYPE') ?? parameterValue(line, 'X-SERVICE-TYPE');
  const found = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/)?(.*)$/s.exec(uri);
  const service = named ?? found?.[1];
  const user = found?.[2] === undefined ? uri : decodeUri(found[2]);
  if (user !== '') addService(draft, line.name, service, { ...withoutFeatures(placeOf(line, label)), user, ...(found === null ? {} : { uri }) });
}

/** X-AIM, X-SKYPE and their like: the service is in the name of the property. */
export function mapMessenger(draft: CardDraft, line: ContentLine, service: string, label: string | undefined): void {
  const written = textOf(line).trim();
  const user = written.replace(/^(?:sip|xmpp|aim|skype|ymsgr|msnim):/i, '');
  if (user !== '') addService(draft, line.name, service, { ...withoutFeatures(placeOf(line, label)), user });
}

/** X-SOCIALPROFILE of iOS and SOCIALPROFILE (RFC 9554 §2.4): the service is a TYPE in the one, a parameter in the other. */
export function mapSocialProfile(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const uri = textOf(line).trim();
  const { label: typed, ...place } = withoutFeatures(placeOf(line, label));
  const service = parameterValue(line, 'SERVICE-TYPE') ?? typed;
  const user = parameterValue(line, 'USERNAME') ?? parameterValue(line, 'X-USER') ?? parameterValue(line, 'X-USERID');
  if (uri === '' && user === undefined) return;
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri);
  addService(draft, line.name, service, { ...place, ...(user === undefined ? (isUri ? {} : { user: uri }) : { user }), ...(isUri ? { uri } : {}) });
}

/** URL and what else is a link; a writer's escapes in it are undone. */
export function mapLink(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const uri = textOf(line).trim();
  if (!isBlank(uri)) add(draft, 'links', { ...withoutFeatures(placeOf(line, label)), uri, ...(line.name === 'CONTACT-URI' ? { kind: 'contact' } : {}) });
}

/** LANG (RFC 9555 §2.3.4). */
export function mapLanguagePreference(draft: CardDraft, line: ContentLine): void {
  const language = textOf(line).trim();
  if (language !== '') add(draft, 'preferredLanguages', { ...withoutFeatures(placeOf(line, undefined)), language });
}

function addService(draft: CardDraft, property: string, service: string | undefined, entry: OnlineService): void {
  const name = service === undefined ? undefined : canonicalService(service);
  const added = name === undefined || name === '' ? entry : { ...entry, service: name };
  const key = JSON.stringify([added.service, added.user ?? added.uri]);
  const first = draft.services.get(key);
  if (first !== undefined && first !== property) return;
  draft.services.set(key, property);
  add(draft, 'onlineServices', added);
}

function canonicalService(service: string): string {
  const word = service.trim().toLowerCase();
  return SERVICES.get(word) ?? word;
}

const SERVICES: ReadonlyMap<string, string> = new Map(Object.entries({
  'gtalk': 'googletalk', 'google-talk': 'googletalk', 'google talk': 'googletalk', 'jabber': 'xmpp', 'ymsgr': 'yahoo', 'msnim': 'msn', 'skype-username': 'skype',
  'gadugadu': 'gadu-gadu', 'gadu': 'gadu-gadu', 'gg': 'gadu-gadu',
}));

function decodeUri(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
