/**
 * JSContact (RFC 9553): the properties that vCards, Graph contacts and CSV rows can fill. Read-only; `vcard/card-draft.ts` and other
 * readers build it. What fits nowhere stands in `vCardProps` (RFC 9555 §2.15).
 */
export interface JSContactCard {
  readonly '@type': 'Card';
  readonly version: '1.0';
  readonly uid?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly kind?: string;
  readonly language?: string;
  readonly prodId?: string;
  readonly name?: Name;
  readonly nicknames?: ById<{ readonly name: string }>;
  readonly organizations?: ById<Organization>;
  readonly titles?: ById<Title>;
  readonly speakToAs?: SpeakToAs;
  readonly emails?: ById<EmailAddress>;
  readonly phones?: ById<Phone>;
  readonly onlineServices?: ById<OnlineService>;
  readonly preferredLanguages?: ById<LanguagePreference>;
  readonly calendars?: ById<Resource>;
  readonly schedulingAddresses?: ById<Resource>;
  readonly addresses?: ById<Address>;
  readonly cryptoKeys?: ById<Resource>;
  readonly directories?: ById<Resource>;
  readonly links?: ById<Resource>;
  readonly media?: ById<Resource>;
  readonly anniversaries?: ById<Anniversary>;
  readonly keywords?: TrueSet;
  readonly notes?: ById<{ readonly note: string }>;
  readonly personalInfo?: ById<PersonalInfo>;
  /** By UID, URI or name of the other. */
  readonly relatedTo?: Readonly<Record<string, Relation>>;
  /** By UID or URI of the member. */
  readonly members?: TrueSet;
  readonly vCardProps?: readonly VCardProperty[];
}

export type ById<Value> = Readonly<Record<string, Value>>;
export type TrueSet = Readonly<Record<string, true>>;

/** Where a value belongs; `label` is a person's or a program's own word for it. */
export interface Placed {
  readonly contexts?: TrueSet;
  readonly label?: string;
  /** 1 to 100, 1 most preferred. */
  readonly pref?: number;
}

export interface Name {
  readonly full?: string;
  readonly components?: readonly NameComponent[];
  readonly sortAs?: Readonly<Record<string, string>>;
}

export interface NameComponent {
  readonly kind: NameKind;
  readonly value: string;
  readonly phonetic?: string;
}
export type NameKind = 'title' | 'given' | 'given2' | 'surname' | 'surname2' | 'generation' | 'credential';

export interface Organization extends Placed {
  readonly name?: string;
  readonly units?: readonly { readonly name: string }[];
}

export interface Title {
  readonly name: string;
  readonly kind?: 'title' | 'role';
}

export interface SpeakToAs {
  readonly grammaticalGender?: string;
  readonly pronouns?: ById<{ readonly pronouns: string }>;
}

export interface EmailAddress extends Placed {
  readonly address: string;
}

export interface Phone extends Placed {
  readonly number: string;
  readonly features?: TrueSet;
}

export interface OnlineService extends Placed {
  readonly service?: string;
  readonly uri?: string;
  readonly user?: string;
}

export interface LanguagePreference extends Placed {
  readonly language: string;
}

/** A calendar, scheduling address, key, directory, link or medium: all are a URI, perhaps a `data:` one. */
export interface Resource extends Placed {
  readonly uri: string;
  readonly kind?: string;
  readonly mediaType?: string;
}

export interface Address extends Placed {
  readonly components?: readonly AddressComponent[];
  /** As on an envelope. */
  readonly full?: string;
  readonly countryCode?: string;
  /** A `geo:` URI. */
  readonly coordinates?: string;
  readonly timeZone?: string;
}

export interface AddressComponent {
  readonly kind: AddressKind;
  readonly value: string;
}

/** As the components of ADR (RFC 6350 §6.3.1), then those that RFC 9554 §2.1 adds. */
export type AddressKind =
  | 'postOfficeBox' | 'apartment' | 'name' | 'locality' | 'region' | 'postcode' | 'country'
  | 'room' | 'floor' | 'number' | 'building' | 'block' | 'subdistrict' | 'district' | 'landmark' | 'direction';

export interface Anniversary extends Placed {
  /** `birth`, `death`, `wedding`, or the word a person gave it. */
  readonly kind: string;
  readonly date: PartialDate | Timestamp;
  readonly place?: { readonly full: string };
}

export interface PartialDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

export interface Timestamp {
  readonly utc: string;
}

export interface PersonalInfo {
  readonly kind: 'expertise' | 'hobby' | 'interest' | 'other';
  readonly value: string;
  readonly level?: string;
}

export interface Relation {
  readonly relation: TrueSet;
}

/** Name in lower case, parameters, value type, value: as in jCard (RFC 7095 §3.3), the value as a person reads it. */
export type VCardProperty = readonly [name: string, params: Readonly<Record<string, string | readonly string[]>>, type: string, value: string];
