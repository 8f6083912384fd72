import { PROP } from '../mailbox/known-properties.ts';
import { idIn } from '../mailbox/property-keys.ts';
import { derivedField, flagField, listField, numberField, readOnly, textField, timeField, valueIn, wordField, type Field } from './field.ts';
import { readRecurrence, recurrenceXml } from './recurrence-xml.ts';
import { xText } from './xml.ts';

const STATUSES = ['NotStarted', 'InProgress', 'Completed', 'WaitingOnOthers', 'Deferred'];
const STATUS = wordField('task:Status', 'Status', PROP.taskStatus, STATUSES, { isDefault: true });

/** What tasks have beside what every item has. */
export const TASK_FIELDS: readonly Field[] = [
  numberField('task:ActualWork', 'ActualWork', idIn('Task', 0x8110)),
  textField('task:BillingInformation', 'BillingInformation', PROP.billing),
  listField('task:Companies', 'Companies', PROP.companies),
  timeField('task:CompleteDate', 'CompleteDate', PROP.taskCompletedOn, { isDefault: true }),
  listField('task:Contacts', 'Contacts', PROP.contacts),
  timeField('task:DueDate', 'DueDate', PROP.taskDue, { isDefault: true }),
  readOnly({ ...flagField('task:IsComplete', 'IsComplete', PROP.taskIsComplete), isDefault: true }),
  derivedField('task:IsRecurring', 'IsRecurring', (view) => xText('t:IsRecurring', view.item.recurrence !== null)),
  derivedField('task:IsTeamTask', 'IsTeamTask', (view) => xText('t:IsTeamTask', valueIn(view, idIn('Task', 0x8103)) === true)),
  textField('task:Mileage', 'Mileage', PROP.mileage),
  derivedField('task:Owner', 'Owner', (view) => xText('t:Owner', view.mailbox.owner.name), { isDefault: true }),
  {
    ...numberField('task:PercentComplete', 'PercentComplete', PROP.taskPercent, { isDefault: true }, 100),
    read: (from, draft) => {
      draft.bag.set(PROP.taskPercent, Number(from.text) / 100);
      draft.bag.set(PROP.taskIsComplete, Number(from.text) === 100);
    },
  },
  {
    uri: 'task:Recurrence',
    element: 'Recurrence',
    write: (view) => (view.item.recurrence === null || view.isListing ? '' : recurrenceXml(view.item.recurrence)),
    read: (from, draft) => void (draft.recurrence = readRecurrence(from)),
    clear: (draft) => void (draft.recurrence = null),
  },
  timeField('task:StartDate', 'StartDate', PROP.taskStart, { isDefault: true }),
  {
    ...STATUS,
    read: (from, draft, mailbox) => {
      STATUS.read?.(from, draft, mailbox);
      // MS-OXOTASK §2.2.2.2.2: a completed task says so in three properties that go together.
      const isComplete = from.text.trim() === 'Completed';
      draft.bag.set(PROP.taskIsComplete, isComplete);
      if (isComplete) draft.bag.set(PROP.taskPercent, 1);
      if (isComplete && !draft.bag.has(PROP.taskCompletedOn)) draft.bag.set(PROP.taskCompletedOn, `${mailbox.now().slice(0, 10)}T00:00:00Z`);
    },
  },
  numberField('task:TotalWork', 'TotalWork', idIn('Task', 0x8111)),
];
