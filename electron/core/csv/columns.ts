/**
 * What a column of a contact table holds, by its header in lower case: a JSContact property with its context, in short. Headers mean
 * the same in every export they stand in, save those of `COLUMNS_OF`.
 *
 * `name/KIND`, `phonetic/KIND`, `full`, `nickname`, `company`, `unit`, `title`, `role`, `email`, `email-name`, `phone/PLACE`,
 * `address/PLACE/PART`, `link/PLACE`, `date/KIND`, `note`, `keywords`, `related/RELATION`, `service/NAME`, `language`, `id`,
 * `created`, `modified`; `ignored` is what a program derives from the rest or keeps for itself.
 */
export type ColumnMeaning = string;

const OUTLOOK_ENGLISH: Readonly<Record<string, ColumnMeaning>> = {
  'title': 'name/title', 'first name': 'name/given', 'middle name': 'name/given2', 'last name': 'name/surname', 'suffix': 'name/generation',
  'given yomi': 'phonetic/given', 'surname yomi': 'phonetic/surname', 'nickname': 'nickname',
  'company': 'company', 'department': 'unit', 'job title': 'title', 'profession': 'role',
  'e-mail address': 'email', 'e-mail 2 address': 'email', 'e-mail 3 address': 'email',
  'e-mail display name': 'email-name', 'e-mail 2 display name': 'email-name', 'e-mail 3 display name': 'email-name', 'e-mail type': 'ignored', 'e-mail 2 type': 'ignored', 'e-mail 3 type': 'ignored',
  'business phone': 'phone/work', 'business phone 2': 'phone/work', 'business fax': 'phone/work-fax', 'company main phone': 'phone/company', 'assistant\'s phone': 'phone/assistant',
  'home phone': 'phone/private', 'home phone 2': 'phone/private', 'home fax': 'phone/private-fax', 'mobile phone': 'phone/mobile', 'car phone': 'phone/car', 'pager': 'phone/pager',
  'primary phone': 'phone/main', 'other phone': 'phone', 'other fax': 'phone/fax', 'callback': 'phone/callback', 'radio phone': 'phone/radio', 'isdn': 'phone/isdn', 'telex': 'phone/telex', 'tty/tdd phone': 'phone/textphone',
  'web page': 'link', 'personal web page': 'link/private', 'im address': 'service', 'birthday': 'date/birth', 'anniversary': 'date/wedding', 'notes': 'note', 'categories': 'keywords', 'language': 'language',
  'spouse': 'related/spouse', 'manager\'s name': 'related/manager', 'assistant\'s name': 'related/assistant', 'children': 'related/child',
  ...address('business street', 'business city', 'business state', 'business postal code', 'business country/region', 'business address po box', 'work'),
  ...address('home street', 'home city', 'home state', 'home postal code', 'home country/region', 'home address po box', 'private'),
  ...address('other street', 'other city', 'other state', 'other postal code', 'other country/region', 'other address po box', 'other'),
  'business country': 'address/work/country', 'home country': 'address/private/country', 'other country': 'address/other/country',
};

const OUTLOOK_GERMAN: Readonly<Record<string, ColumnMeaning>> = {
  'anrede': 'name/title', 'vorname': 'name/given', 'weitere vornamen': 'name/given2', 'nachname': 'name/surname', 'spitzname': 'nickname',
  'firma': 'company', 'abteilung': 'unit', 'position': 'title', 'beruf': 'role',
  'e-mail-adresse': 'email', 'e-mail 2: adresse': 'email', 'e-mail 3: adresse': 'email',
  'e-mail: angezeigter name': 'email-name', 'e-mail 2: angezeigter name': 'email-name', 'e-mail 3: angezeigter name': 'email-name', 'e-mail-typ': 'ignored', 'e-mail 2: typ': 'ignored', 'e-mail 3: typ': 'ignored',
  'telefon geschäftlich': 'phone/work', 'telefon geschäftlich 2': 'phone/work', 'fax geschäftlich': 'phone/work-fax', 'telefon firma': 'phone/company', 'telefon assistent': 'phone/assistant',
  'telefon (privat)': 'phone/private', 'telefon (privat 2)': 'phone/private', 'telefon privat': 'phone/private', 'telefon privat 2': 'phone/private', 'fax privat': 'phone/private-fax',
  'mobiltelefon': 'phone/mobile', 'mobiltelefon 2': 'phone/mobile', 'autotelefon': 'phone/car', 'haupttelefon': 'phone/main', 'weiteres telefon': 'phone', 'weiteres fax': 'phone/fax', 'rückmeldung': 'phone/callback',
  'telefon für hörbehinderte': 'phone/textphone', 'funkruf': 'phone/pager', 'funktelefon': 'phone/radio',
  'webseite': 'link', 'geburtstag': 'date/birth', 'jahrestag': 'date/wedding', 'notizen': 'note', 'kategorien': 'keywords', 'sprache': 'language',
  'partner': 'related/spouse', 'partner/in': 'related/spouse', 'name des/der vorgesetzten': 'related/manager', 'name assistent': 'related/assistant', 'kinder': 'related/child',
  ...address('straße geschäftlich', 'ort geschäftlich', 'region geschäftlich', 'postleitzahl geschäftlich', 'land/region geschäftlich', 'postfach geschäftlich', 'work'),
  ...address('straße privat', 'ort privat', 'bundesland/kanton privat', 'postleitzahl privat', 'land/region privat', 'postfach privat', 'private'),
  ...address('weitere straße', 'weiterer ort', 'weiteres/r bundesland/kanton', 'weitere postleitzahl', 'weiteres/e land/region', 'weiteres postfach', 'other'),
  'region privat': 'address/private/region', 'land geschäftlich': 'address/work/country', 'land privat': 'address/private/country',
};

const GOOGLE: Readonly<Record<string, ColumnMeaning>> = {
  'name': 'full', 'given name': 'name/given', 'additional name': 'name/given2', 'family name': 'name/surname', 'name prefix': 'name/title', 'name suffix': 'name/generation',
  'yomi name': 'ignored', 'given name yomi': 'phonetic/given', 'additional name yomi': 'phonetic/given2', 'family name yomi': 'phonetic/surname',
  'phonetic first name': 'phonetic/given', 'phonetic middle name': 'phonetic/given2', 'phonetic last name': 'phonetic/surname',
  'organization name': 'company', 'organization title': 'title', 'organization department': 'unit', 'occupation': 'role', 'group membership': 'keywords', 'labels': 'keywords',
};

const SALESFORCE: Readonly<Record<string, ColumnMeaning>> = {
  'id': 'id', 'contact id': 'id', 'contactid': 'id', 'salutation': 'name/title', 'firstname': 'name/given', 'middlename': 'name/given2', 'lastname': 'name/surname', 'full name': 'full', 'contact name': 'full',
  'account name': 'company', 'account.name': 'company', 'email': 'email', 'mobilephone': 'phone/mobile', 'mobile': 'phone/mobile', 'homephone': 'phone/private', 'otherphone': 'phone', 'fax': 'phone/work-fax',
  'assistantphone': 'phone/assistant', 'asst. phone': 'phone/assistant', 'assistantname': 'related/assistant', 'assistant': 'related/assistant', 'birthdate': 'date/birth', 'description': 'note', 'contact description': 'note',
  'created date': 'created', 'createddate': 'created', 'last modified date': 'modified', 'lastmodifieddate': 'modified', 'systemmodstamp': 'ignored', 'photourl': 'ignored', 'lastvieweddate': 'ignored', 'lastreferenceddate': 'ignored',
  ...address('mailing street', 'mailing city', 'mailing state/province', 'mailing zip/postal code', 'mailing country', 'mailing po box', 'work'),
  ...address('mailingstreet', 'mailingcity', 'mailingstate', 'mailingpostalcode', 'mailingcountry', 'mailingpobox', 'work'),
  ...address('otherstreet', 'othercity', 'otherstate', 'otherpostalcode', 'othercountry', 'otherpobox', 'other'),
  'other state/province': 'address/other/region', 'other zip/postal code': 'address/other/postcode',
};

/** Tables that people make themselves. */
const GENERIC: Readonly<Record<string, ColumnMeaning>> = {
  'display name': 'full', 'full_name': 'full', 'first_name': 'name/given', 'last_name': 'name/surname', 'surname': 'name/surname', 'vollständiger name': 'full',
  'organization': 'company', 'organisation': 'company', 'e-mail': 'email', 'email address': 'email', 'mail': 'email', 'phone': 'phone', 'phone number': 'phone', 'telephone': 'phone', 'telefon': 'phone', 'cell': 'phone/mobile',
  'cell phone': 'phone/mobile', 'handy': 'phone/mobile', 'website': 'link', 'url': 'link', 'note': 'note', 'comment': 'note', 'bemerkungen': 'note', 'tags': 'keywords', 'date of birth': 'date/birth',
  ...address('street', 'city', 'state', 'zip', 'country', 'po box', 'other'),
  ...address('straße', 'stadt', 'bundesland', 'plz', 'land', 'postfach', 'other'),
};

/** Headers by which an export is known, and those that mean something else there. */
export const COLUMNS_OF: Readonly<Record<string, Readonly<Record<string, ColumnMeaning>>>> = {
  salesforce: { 'title': 'title', 'phone': 'phone/work', 'department': 'unit', 'name': 'full' },
};

export const COLUMNS: Readonly<Record<string, ColumnMeaning>> = { ...GENERIC, ...SALESFORCE, ...GOOGLE, ...OUTLOOK_GERMAN, ...OUTLOOK_ENGLISH };

function address(street: string, city: string, region: string, postcode: string, country: string, box: string, place: string): Readonly<Record<string, ColumnMeaning>> {
  const part = (name: string): ColumnMeaning => `address/${place}/${name}`;
  return {
    [street]: part('name'), [`${street} 2`]: part('name'), [`${street} 3`]: part('name'), [city]: part('locality'), [region]: part('region'), [postcode]: part('postcode'), [country]: part('country'),
    [box]: part('postOfficeBox'),
  };
}
