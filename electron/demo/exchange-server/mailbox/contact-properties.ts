import { idIn, nameIn, tag, type MapiKey } from './property-keys.ts';

/** One address's parts. */
export interface AddressKeys {
  readonly street: MapiKey;
  readonly city: MapiKey;
  readonly state: MapiKey;
  readonly country: MapiKey;
  readonly postalCode: MapiKey;
}

export const ADDRESSES: Readonly<Record<'Business' | 'Home' | 'Other', AddressKeys>> = {
  Business: { street: idIn('Address', 0x8045), city: idIn('Address', 0x8046), state: idIn('Address', 0x8047), postalCode: idIn('Address', 0x8048), country: idIn('Address', 0x8049) },
  Home: { street: tag(0x3a5d), city: tag(0x3a59), state: tag(0x3a5c), country: tag(0x3a5a), postalCode: tag(0x3a5b) },
  Other: { street: tag(0x3a63), city: tag(0x3a5f), state: tag(0x3a62), country: tag(0x3a60), postalCode: tag(0x3a61) },
};

/** One of the three addresses of e-mail that a contact has room for (MS-OXOCNTC §2.2.1.2). */
export interface EmailKeys {
  readonly address: MapiKey;
  readonly displayName: MapiKey;
  readonly type: MapiKey;
  readonly original: MapiKey;
}

export const EMAILS: readonly EmailKeys[] = [0x8080, 0x8090, 0x80a0].map((base) => ({
  displayName: idIn('Address', base),
  type: idIn('Address', base + 2),
  address: idIn('Address', base + 3),
  original: idIn('Address', base + 4),
}));

/** Telephone numbers by the names that EWS has for them. */
export const PHONES: Readonly<Record<string, MapiKey>> = {
  AssistantPhone: tag(0x3a2e),
  BusinessFax: tag(0x3a24),
  BusinessPhone: tag(0x3a08),
  BusinessPhone2: tag(0x3a1b),
  Callback: tag(0x3a02),
  CarPhone: tag(0x3a1e),
  CompanyMainPhone: tag(0x3a57),
  HomeFax: tag(0x3a25),
  HomePhone: tag(0x3a09),
  HomePhone2: tag(0x3a2f),
  Isdn: tag(0x3a2d),
  MobilePhone: tag(0x3a1c),
  OtherFax: tag(0x3a23),
  OtherTelephone: tag(0x3a1f),
  Pager: tag(0x3a21),
  PrimaryPhone: tag(0x3a1a),
  RadioPhone: tag(0x3a1d),
  Telex: tag(0x3a2c),
  TtyTddPhone: tag(0x3a4b),
};

const AIR_SYNC = '71035549-0739-4dcb-9163-00f0580dbbdf';

/** Addresses for instant messages, first to third. */
export const IM_ADDRESSES: readonly MapiKey[] = [idIn('Address', 0x8062), nameIn(AIR_SYNC, 'AirSync:IMAddress2'), nameIn(AIR_SYNC, 'AirSync:IMAddress3')];

/** Contact properties of a single value. */
export const CONTACT = {
  middleName: tag(0x3a44),
  title: tag(0x3a45),
  generation: tag(0x3a05),
  initials: tag(0x3a0a),
  nickname: tag(0x3a4f),
  company: tag(0x3a16),
  jobTitle: tag(0x3a17),
  department: tag(0x3a18),
  office: tag(0x3a19),
  profession: tag(0x3a46),
  manager: tag(0x3a4e),
  assistant: tag(0x3a30),
  spouse: tag(0x3a48),
  children: tag(0x3a58),
  birthday: tag(0x3a42),
  anniversary: tag(0x3a41),
  homePage: tag(0x3a51),
  yomiGivenName: idIn('Address', 0x802c),
  yomiSurname: idIn('Address', 0x802d),
  yomiCompany: idIn('Address', 0x802e),
  postalAddressIndex: idIn('Address', 0x8022),
} as const;
