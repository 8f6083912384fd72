import type { ContentLine } from '../content-lines/content-line.ts';
import type { Placed, TrueSet } from '../jscontact/card.ts';

/** What TYPE, PREF and the label of a property say about its place, and for a phone about what it can do. */
export interface Place extends Placed {
  readonly features?: TrueSet;
}

/** TYPE values of every version and writer, PREF, and the label that iOS or Google keep beside the property. */
export function placeOf(line: ContentLine, label: string | undefined): Place {
  if (line.params.length === 0 && label === undefined) return NOWHERE;
  const found: Found = { contexts: undefined, features: undefined, words: undefined, pref: undefined };
  for (const { name, values } of line.params) {
    if (name === 'TYPE') for (const value of values) takeTypes(found, value);
    else if (name === 'PREF') found.pref = Number.parseInt(values[0] ?? '', 10) || undefined;
  }
  if (label !== undefined) takeLabel(found, label);
  return placeFrom(found);
}

/** Outside phones a feature is a word like any other: `EMAIL;CELL` is the address of a mobile. */
export function withoutFeatures(place: Place): Placed {
  if (place.features === undefined) return place;
  const words = Object.keys(place.features).filter((feature) => feature !== 'voice');
  if (place.label !== undefined) words.unshift(place.label);
  return {
    ...(place.contexts === undefined ? {} : { contexts: place.contexts }),
    ...(words.length === 0 ? {} : { label: words.join('-') }),
    ...(place.pref === undefined ? {} : { pref: place.pref }),
  };
}

const NOWHERE: Place = {};

interface Found {
  contexts: Record<string, true> | undefined;
  features: Record<string, true> | undefined;
  words: string[] | undefined;
  pref: number | undefined;
}

function takeTypes(found: Found, value: string): void {
  // A quoted list is a list all the same (RFC 6350 §5.6).
  if (value.includes(',')) value.split(',').forEach((part) => takeType(found, part.trim()));
  else takeType(found, value);
}

function takeType(found: Found, value: string): void {
  const meaning = MEANINGS.get(value) ?? MEANINGS.get(value.toLowerCase());
  if (meaning === undefined) {
    const word = value.toLowerCase();
    // Some writers repeat the name of the parameter within its list: `TYPE=HOME,TYPE=VOICE`.
    if (word.startsWith('type=')) takeType(found, word.slice(5));
    else if (word !== '') (found.words ??= []).push(word.replace(/^x-(?:evolution-)?/, ''));
  } else if (meaning.context !== undefined) (found.contexts ??= {})[meaning.context] = true;
  else if (meaning.feature !== undefined) (found.features ??= {})[meaning.feature] = true;
  else if (meaning.preferred === true) found.pref ??= 1;
}

/** iOS writes its own labels as `_$!<HomeFAX>!$_`; a person's stand as they were typed. */
function takeLabel(found: Found, label: string): void {
  const standard = /^_\$!<(.*)>!\$_$/.exec(label)?.[1];
  const word = (standard ?? label).trim();
  const lower = word.toLowerCase();
  const parts = LABELS.get(lower);
  if (parts !== undefined) parts.forEach((part) => takeType(found, part));
  else if (MEANINGS.has(lower)) takeType(found, lower);
  else if (word !== '') (found.words ??= []).unshift(STANDARD_WORDS.get(lower) ?? (standard === undefined ? word : lower));
}

function placeFrom(found: Found): Place {
  return {
    ...(found.contexts === undefined ? {} : { contexts: found.contexts }),
    ...(found.features === undefined ? {} : { features: found.features }),
    ...(found.words === undefined ? {} : { label: found.words.join('-') }),
    ...(found.pref === undefined ? {} : { pref: found.pref }),
  };
}

interface Meaning {
  readonly context?: 'work' | 'private';
  readonly feature?: string;
  readonly preferred?: true;
}

/** Types that say nothing a person would miss: the defaults of ADR and EMAIL that some writers always add. */
const SILENT = ['internet', 'intl', 'dom', 'postal', 'parcel', ''];

/** What a phone can do: the left side as vCards have it, the right side as JSContact has it (RFC 9553 §2.3.3). */
const FEATURES: Readonly<Record<string, string>> = {
  voice: 'voice', cell: 'mobile', mobile: 'mobile', fax: 'fax', facsimile: 'fax', pager: 'pager', video: 'video', text: 'text', sms: 'text', msg: 'msg',
  textphone: 'textphone', 'main-number': 'main-number', main: 'main-number', car: 'car', isdn: 'isdn', modem: 'modem', bbs: 'bbs', pcs: 'pcs', iphone: 'mobile',
};

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...bothCases('work', { context: 'work' }), ...bothCases('business', { context: 'work' }),
  ...bothCases('home', { context: 'private' }), ...bothCases('personal', { context: 'private' }), ...bothCases('private', { context: 'private' }),
  ...bothCases('pref', { preferred: true }),
  ...SILENT.flatMap((type) => bothCases(type, {})),
  ...Object.entries(FEATURES).flatMap(([type, feature]) => bothCases(type, { feature })),
]);

function bothCases(type: string, meaning: Meaning): readonly (readonly [string, Meaning])[] {
  return [[type, meaning], [type.toUpperCase(), meaning]];
}

/** One word for what iOS, macOS and Google spell in several ways. */
const STANDARD_WORDS: ReadonlyMap<string, string> = new Map(Object.entries({
  'assistantphone': 'assistant', 'companyphone': 'company', 'homepage': 'homepage', 'home page': 'homepage', 'other': 'other', 'profile': 'profile', 'blog': 'blog', 'school': 'school',
}));

const LABELS: ReadonlyMap<string, readonly string[]> = new Map([['homefax', ['home', 'fax']], ['workfax', ['work', 'fax']], ['otherfax', ['fax']]]);
