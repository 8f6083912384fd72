/** What naming a field takes in one language. */
export interface FieldWords {
  /** By the whole field, or by what stands before its first slash. */
  readonly fields: Readonly<Record<string, string>>;
  /** Contexts, features, relations and labels that programs write; a person's own label is shown as it is. */
  readonly places: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  /** A field with where it belongs. */
  withPlace(label: string, place: string): string;
  /** A field of one occurrence of a series. */
  onDay(label: string, day: string): string;
  day(year: number, month: string, day: number): string;
  /** A property that no standard names. */
  unknown(name: string): string;
}

/** The words for every field of contacts, events and tasks, in English. */
export const fieldWordsEn: FieldWords = {
  fields: {
    'name/full': 'Name', 'name/title': 'Name prefix', 'name/given': 'First name', 'name/given2': 'Middle name', 'name/surname': 'Last name',
    'name/surname2': 'Second last name', 'name/generation': 'Generation', 'name/credential': 'Name suffix', 'name/sortAs': 'Sort name by',
    'name/title/phonetic': 'Name prefix, spoken', 'name/given/phonetic': 'First name, spoken', 'name/given2/phonetic': 'Middle name, spoken', 'name/surname/phonetic': 'Last name, spoken',
    'name/sortAs/surname': 'Sort last name as', 'name/sortAs/given': 'Sort first name as',
    'nicknames': 'Nickname', 'organizations': 'Company', 'organizations/unit': 'Department', 'titles': 'Job title', 'titles/role': 'Role',
    'emails': 'E-mail', 'phones': 'Phone', 'addresses': 'Address', 'onlineServices': 'Online account', 'links': 'Link',
    'anniversaries': 'Date', 'anniversaries/birth': 'Birthday', 'anniversaries/wedding': 'Anniversary', 'anniversaries/death': 'Date of death',
    'anniversaries/birth/place': 'Place of birth', 'anniversaries/death/place': 'Place of death',
    'notes': 'Notes', 'keywords': 'Category', 'media': 'Picture', 'media/photo': 'Photo', 'media/logo': 'Logo', 'media/sound': 'Sound',
    'relatedTo': 'Related', 'members': 'Group member', 'language': 'Language', 'preferredLanguages': 'Preferred language',
    'speakToAs': 'Grammatical gender', 'speakToAs/pronouns': 'Pronouns', 'personalInfo/hobby': 'Hobby', 'personalInfo/interest': 'Interest', 'personalInfo/expertise': 'Expertise', 'personalInfo/other': 'Personal',
    'cryptoKeys': 'Key or certificate', 'calendars': 'Calendar', 'calendars/freeBusy': 'Free/busy address', 'schedulingAddresses': 'Invitation address', 'directories': 'Directory',
    'timeZone': 'Time zone', 'geo': 'Coordinates', 'kind': 'Kind',
    'title': 'Title', 'start': 'Start', 'end': 'End', 'duration': 'Duration', 'showWithoutTime': 'All day', 'locations': 'Location', 'virtualLocations': 'Online meeting',
    'description': 'Description', 'recurrenceRules': 'Repeats', 'excludedRecurrenceRules': 'Repeats, except', 'included': 'Added date', 'excluded': 'Left-out date',
    'recurrenceOverrides': 'Exception', 'range': 'This and all that follow', 'organizer': 'Organizer', 'participants': 'Participant', 'alerts': 'Reminder', 'status': 'Status',
    'freeBusyStatus': 'Shown as', 'privacy': 'Privacy', 'priority': 'Priority', 'color': 'Color', 'method': 'Method',
    'due': 'Due', 'progress': 'Progress', 'percentComplete': 'Percent complete', 'completed': 'Completed', 'estimatedDuration': 'Estimated duration',
  },
  places: {
    'private': 'home', 'work': 'work', 'mobile': 'mobile', 'main': 'main', 'number': 'number', 'fax': 'fax', 'pager': 'pager', 'video': 'video', 'text': 'text', 'msg': 'message', 'textphone': 'text phone', 'car': 'car', 'isdn': 'ISDN',
    'modem': 'modem', 'bbs': 'BBS', 'pcs': 'PCS', 'assistant': 'assistant', 'company': 'company', 'homepage': 'home page', 'other': 'other', 'full': 'as on an envelope', 'geo': 'coordinates', 'timeZone': 'time zone',
    'aim': 'AIM', 'icq': 'ICQ', 'msn': 'MSN', 'xmpp': 'XMPP', 'sip': 'SIP', 'qq': 'QQ', 'irc': 'IRC', 'im': 'instant messenger', 'googletalk': 'Google Talk', 'skype': 'Skype', 'yahoo': 'Yahoo', 'twitter': 'Twitter', 'facebook': 'Facebook', 'linkedin': 'LinkedIn',
  },
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  withPlace: (label, place) => `${label}, ${place}`,
  onDay: (label, day) => `${label} on ${day}`,
  day: (year, month, day) => `${day} ${month} ${year}`,
  unknown: (name) => (name === 'UNNAMED' ? 'Line without a name' : name === 'VCARD' ? 'Card within the card' : `Property ${name}`),
};

/** What people call a field of `ReadRecord.fields`: `phones/mobile` is `Phone, mobile`. Never empty for a field that is not. */
export function fieldLabel(field: string, words: FieldWords = fieldWordsEn): string {
  const exception = EXCEPTION.exec(field);
  if (exception !== null) return words.onDay(fieldLabel(exception[5] ?? '', words), dayText(exception, words));
  const whole = wordOf(words.fields, field);
  if (whole !== undefined) return whole;
  const slash = field.lastIndexOf('/');
  if (slash < 0) return field;
  if (field.startsWith('x/')) return words.unknown(field.slice(2));
  const first = field.indexOf('/');
  const head = wordOf(words.fields, field.slice(0, first));
  return head === undefined ? field : words.withPlace(head, field.slice(first + 1).split('/').map((place) => placeText(place, words)).join(', '));
}

/** An exception's own date comes first, then whatever else its id says, then the field. */
const EXCEPTION = /^recurrenceOverrides\/(\d{4})-?(\d\d)-?(\d\d)([^/]*(?:\/[A-Za-z_]+)*?)\/((?:[a-z][A-Za-z]*|x)(?:\/.*)?)$/s;

function dayText(found: RegExpExecArray, words: FieldWords): string {
  const [, year = '', month = '', day = ''] = found;
  return words.day(Number(year), words.months[Number(month) - 1] ?? month, Number(day));
}

/** Fields hold what people typed, so a name that every object has is no word. */
function wordOf(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** Known words translated; what a person wrote keeps its hyphens. */
function placeText(place: string, words: FieldWords): string {
  const parts = place.split('-').map((part) => ({ part, known: wordOf(words.places, part) }));
  return parts.reduce((text, { part, known }, at) => {
    const between = at === 0 ? '' : known !== undefined || parts[at - 1]?.known !== undefined ? ' ' : '-';
    return text + between + (known ?? part);
  }, '');
}
