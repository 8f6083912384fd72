// What ews-javascript-api, a client that nobody here wrote, does with a mailbox: one line of JSON a step, with what went wrong or nothing.
// `node ews-javascript-api-steps.mjs FOLDER-WITH-THE-CLIENT URL USER PASSWORD`.
import { deepStrictEqual } from 'node:assert';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';

// Node 23 took away what this client is written with.
util.isNullOrUndefined ??= (value) => value === null || value === undefined;

const [folder, url, user, password] = process.argv.slice(2);
const ews = createRequire(join(folder, 'of-this-run.cjs'))('ews-javascript-api');

const service = new ews.ExchangeService(ews.ExchangeVersion.Exchange2013_SP1);
service.Credentials = new ews.WebCredentials(user, password);
service.Url = new ews.Uri(url);

const CONTACTS = new ews.FolderId(ews.WellKnownFolderName.Contacts);
const ALL = new ews.PropertySet(ews.BasePropertySet.FirstClassProperties);
const IDS = new ews.PropertySet(ews.BasePropertySet.IdOnly);
const state = {};

const STEPS = {
  async 'list with pages'() {
    const whole = await idsIn(new ews.ItemView(1000));
    const paged = [];
    for (let offset = 0, more = true; more; offset += 7) {
      const found = await service.FindItems(CONTACTS, new ews.ItemView(7, offset));
      paged.push(...found.Items.map((item) => item.Id.UniqueId));
      more = found.MoreAvailable;
    }
    deepStrictEqual(paged.toSorted(), whole.toSorted());
    if (whole.length < 20) throw new Error(`only ${whole.length} contacts`);
  },

  async 'list folders'() {
    const view = new ews.FolderView(1000);
    view.Traversal = ews.FolderTraversal.Deep;
    const found = await service.FindFolders(ews.WellKnownFolderName.MsgFolderRoot, view);
    const classes = new Set(found.Folders.map((one) => one.FolderClass));
    deepStrictEqual(['IPF.Contact', 'IPF.Appointment', 'IPF.Task'].filter((one) => !classes.has(one)), []);
  },

  async 'find with a restriction'() {
    const [first] = (await service.FindItems(CONTACTS, new ews.ItemView(1))).Items;
    const filter = new ews.SearchFilter.IsEqualTo(ews.ContactSchema.DisplayName, first.DisplayName);
    const found = await service.FindItems(CONTACTS, filter, new ews.ItemView(10));
    deepStrictEqual(found.Items.map((item) => item.DisplayName), [first.DisplayName]);
  },

  async 'create with every field'() {
    const contact = new ews.Contact(service);
    for (const [name, value] of Object.entries(TEXTS)) contact[name] = value;
    contact.FileAs = 'Lovelace, Ada';
    contact.Birthday = new ews.DateTime('1815-12-10T00:00:00Z');
    contact.WeddingAnniversary = new ews.DateTime('1835-07-08T00:00:00Z');
    for (const name of ['Byron', 'Anne']) contact.Children.Add(name);
    for (const name of ['Analytical Engines', 'Numbers']) contact.Companies.Add(name);
    for (const name of ['Friends', 'Numbers']) contact.Categories.Add(name);
    contact.Body = new ews.MessageBody(ews.BodyType.Text, 'Wrote the first program.');
    for (const at of [1, 2, 3]) {
      contact.EmailAddresses._setItem(ews.EmailAddressKey[`EmailAddress${at}`], new ews.EmailAddress(`ada.${at}@example.test`));
      contact.ImAddresses._setItem(ews.ImAddressKey[`ImAddress${at}`], `im.${at}@example.test`);
    }
    for (const [at, key] of PHONES.entries()) contact.PhoneNumbers._setItem(ews.PhoneNumberKey[key], `+44 20 7946 0${String(at).padStart(3, '0')}`);
    for (const key of ['Home', 'Business', 'Other']) {
      const address = new ews.PhysicalAddressEntry();
      Object.assign(address, { Street: `${key} Street 1`, City: 'London', State: 'Middlesex', CountryOrRegion: 'England', PostalCode: 'W1' });
      contact.PhysicalAddresses._setItem(ews.PhysicalAddressKey[key], address);
    }
    contact.SetExtendedProperty(MARK, 'mark-1');
    await contact.Save(ews.WellKnownFolderName.Contacts);
    const found = await ews.Contact.Bind(service, contact.Id, new ews.PropertySet(ews.BasePropertySet.FirstClassProperties, [MARK]));
    deepStrictEqual(Object.fromEntries(Object.keys(TEXTS).map((name) => [name, found[name]])), TEXTS);
    deepStrictEqual([1, 2, 3].map((at) => found.EmailAddresses._getItem(ews.EmailAddressKey[`EmailAddress${at}`]).Address), [1, 2, 3].map((at) => `ada.${at}@example.test`));
    deepStrictEqual([1, 2, 3].map((at) => found.ImAddresses._getItem(ews.ImAddressKey[`ImAddress${at}`])), [1, 2, 3].map((at) => `im.${at}@example.test`));
    deepStrictEqual(PHONES.map((key) => found.PhoneNumbers._getItem(ews.PhoneNumberKey[key])), PHONES.map((_, at) => `+44 20 7946 0${String(at).padStart(3, '0')}`));
    deepStrictEqual(['Home', 'Business', 'Other'].map((key) => found.PhysicalAddresses._getItem(ews.PhysicalAddressKey[key]).Street), ['Home', 'Business', 'Other'].map((key) => `${key} Street 1`));
    deepStrictEqual([found.FileAs, found.Categories.GetEnumerator().toSorted(), found.Children.GetEnumerator().toSorted()], ['Lovelace, Ada', ['Friends', 'Numbers'], ['Anne', 'Byron']]);
    deepStrictEqual([found.Birthday, found.WeddingAnniversary].map((one) => one.ToISOString().slice(0, 10)), ['1815-12-10', '1835-07-08']);
    deepStrictEqual(found.ExtendedProperties.GetEnumerator().map((one) => one.Value), ['mark-1']);
    state.made = found;
  },

  async 'sync page by page'() {
    const seen = new Set();
    let sync = '';
    for (let more = true; more; ) {
      const changes = await service.SyncFolderItems(CONTACTS, IDS, [], 10, ews.SyncFolderItemsScope.NormalItems, sync);
      for (let at = 0; at < changes.Count; at += 1) seen.add(changes._getItem(at).ItemId.UniqueId);
      more = changes.MoreChangesAvailable;
      sync = changes.SyncState;
    }
    deepStrictEqual([...seen].toSorted(), (await idsIn(new ews.ItemView(1000))).toSorted());
    const changesSince = async () => {
      const changes = await service.SyncFolderItems(CONTACTS, IDS, [], 512, ews.SyncFolderItemsScope.NormalItems, sync);
      sync = changes.SyncState;
      return Array.from({ length: changes.Count }, (_, at) => [ews.ChangeType[changes._getItem(at).ChangeType], changes._getItem(at).ItemId.UniqueId]);
    };
    const made = await newContact('Grace', 'Hopper');
    deepStrictEqual(await changesSince(), [['Create', made.Id.UniqueId]]);
    made.JobTitle = 'Admiral';
    await made.Update(ews.ConflictResolutionMode.NeverOverwrite);
    deepStrictEqual(await changesSince(), [['Update', made.Id.UniqueId]]);
    await made.Delete(ews.DeleteMode.HardDelete);
    deepStrictEqual(await changesSince(), [['Delete', made.Id.UniqueId]]);
  },

  async update() {
    const contact = await ews.Contact.Bind(service, state.made.Id, ALL);
    contact.JobTitle = 'Countess';
    contact.PhoneNumbers._setItem(ews.PhoneNumberKey.MobilePhone, '+44 7700 900999');
    await contact.Update(ews.ConflictResolutionMode.NeverOverwrite);
    const found = await ews.Contact.Bind(service, state.made.Id, ALL);
    deepStrictEqual([found.JobTitle, found.PhoneNumbers._getItem(ews.PhoneNumberKey.MobilePhone), found.GivenName], ['Countess', '+44 7700 900999', 'Ada']);
  },

  async 'refuse a stale change key'() {
    const stale = await ews.Contact.Bind(service, state.made.Id, ALL);
    const fresh = await ews.Contact.Bind(service, state.made.Id, ALL);
    fresh.JobTitle = 'Fresh';
    await fresh.Update(ews.ConflictResolutionMode.NeverOverwrite);
    stale.JobTitle = 'Stale';
    const code = await stale.Update(ews.ConflictResolutionMode.NeverOverwrite).then(() => 'taken', (error) => ews.ServiceError[error.ErrorCode]);
    deepStrictEqual(code, 'ErrorIrresolvableConflict');
    deepStrictEqual((await ews.Contact.Bind(service, state.made.Id, ALL)).JobTitle, 'Fresh');
  },

  async 'delete softly and move back'() {
    const made = await newContact('Soft', 'Deleted');
    const { ChangeKey: changeKey } = (await ews.Contact.Bind(service, made.Id, IDS)).Id;
    await made.Delete(ews.DeleteMode.SoftDelete);
    const lying = await service.FindItems(new ews.FolderId(ews.WellKnownFolderName.RecoverableItemsDeletions), new ews.ItemView(100));
    const there = lying.Items.find((item) => item.Id.ChangeKey === changeKey);
    const back = await there.Move(CONTACTS);
    deepStrictEqual([back.Id.ChangeKey, back.Id.UniqueId === made.Id.UniqueId], [changeKey, false]);
    state.back = back;
  },

  async 'delete to Deleted Items and move back'() {
    await state.back.Delete(ews.DeleteMode.MoveToDeletedItems);
    const lying = await service.FindItems(new ews.FolderId(ews.WellKnownFolderName.DeletedItems), new ews.ItemView(100));
    const there = lying.Items.find((item) => item.Id.ChangeKey === state.back.Id.ChangeKey);
    state.back = await there.Move(CONTACTS);
    deepStrictEqual((await ews.Contact.Bind(service, state.back.Id, ALL)).Surname, 'Deleted');
  },

  async 'delete hard'() {
    await state.back.Delete(ews.DeleteMode.HardDelete);
    const code = await ews.Contact.Bind(service, state.back.Id, IDS).then(() => 'still there', (error) => ews.ServiceError[error.ErrorCode]);
    deepStrictEqual(code, 'ErrorItemNotFound');
  },

  async 'events without a word to the guests'() {
    const event = new ews.Appointment(service);
    event.Subject = 'Silent';
    event.Start = new ews.DateTime('2026-12-01T09:00:00Z');
    event.End = new ews.DateTime('2026-12-01T10:00:00Z');
    event.RequiredAttendees.Add('guest@example.test');
    await event.Save(ews.WellKnownFolderName.Calendar, ews.SendInvitationsMode.SendToNone);
    const view = new ews.CalendarView(new ews.DateTime('2026-12-01T00:00:00Z'), new ews.DateTime('2026-12-02T00:00:00Z'));
    const found = await service.FindAppointments(ews.WellKnownFolderName.Calendar, view);
    deepStrictEqual(found.Items.filter((one) => one.Subject === 'Silent').length, 1);
    await event.Delete(ews.DeleteMode.MoveToDeletedItems, ews.SendCancellationsMode.SendToNone);
  },
};

const MARK = new ews.ExtendedPropertyDefinition(ews.DefaultExtendedPropertySet.PublicStrings, 'X-Mark', ews.MapiPropertyType.String);

const TEXTS = {
  DisplayName: 'Ada Lovelace', GivenName: 'Ada', Initials: 'A.K.L.', MiddleName: 'King', NickName: 'Enchantress', CompanyName: 'Analytical Engines', AssistantName: 'Charles',
  BusinessHomePage: 'https://example.test/ada', Department: 'Programs', Generation: 'I', JobTitle: 'Programmer', Manager: 'Augusta', Mileage: '12', OfficeLocation: 'Room 3',
  Profession: 'Mathematician', SpouseName: 'William', Surname: 'Lovelace',
};

const PHONES = [
  'AssistantPhone', 'BusinessFax', 'BusinessPhone', 'BusinessPhone2', 'Callback', 'CarPhone', 'CompanyMainPhone', 'HomeFax', 'HomePhone', 'HomePhone2', 'Isdn', 'MobilePhone', 'OtherFax',
  'OtherTelephone', 'Pager', 'PrimaryPhone', 'RadioPhone', 'Telex', 'TtyTddPhone',
];

async function idsIn(view) {
  return (await service.FindItems(CONTACTS, view)).Items.map((item) => item.Id.UniqueId);
}

async function newContact(given, family) {
  const contact = new ews.Contact(service);
  contact.GivenName = given;
  contact.Surname = family;
  await contact.Save(ews.WellKnownFolderName.Contacts);
  return contact;
}

for (const [step, run] of Object.entries(STEPS)) {
  const problem = await run().then(() => '', (error) => error?.stack ?? String(error?.message ?? error));
  process.stdout.write(`${JSON.stringify({ step, problem })}\n`);
}
