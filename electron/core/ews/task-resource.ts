import { asList, asNothing, asText, asWord, isTrue, itemResource, type Resource, type Taker } from './item-resource.ts';
import { takeRecurrence } from './recurrence-resource.ts';
import { asTime, utcTime } from './utc-time.ts';
import { textIn, type XmlNode } from './xml-node.ts';

/** A `t:Task` as Graph's resource for the same task. */
export function taskResource(task: XmlNode): Resource {
  const resource = itemResource(task, TAKERS, USUAL);
  const reminder = textIn(task, 'ReminderDueBy');
  if (resource['isReminderOn'] === true && reminder !== '') resource['reminderDateTime'] = utcTime(reminder);
  // The owner of a task that nobody assigned is the mailbox.
  if ('ews-Delegator' in resource || 'ews-IsTeamTask' in resource) resource['ews-Owner'] = textIn(task, 'Owner');
  return resource;
}

const TAKERS: Readonly<Record<string, Taker>> = {
  Subject: asText('title'),
  StartDate: asTime('startDateTime'),
  DueDate: asTime('dueDateTime'),
  CompleteDate: asTime('completedDateTime'),
  Status: asWord('status'),
  PercentComplete: (child, resource) => void (resource['percentComplete'] = Number(child.text.trim() || 0)),
  Recurrence: takeRecurrence,
  Owner: asNothing,
  Sensitivity: (child, resource) => {
    if (child.text.trim() !== 'Normal') resource['ews-Sensitivity'] = child.text.trim();
  },
  IsTeamTask: (child, resource) => {
    if (isTrue(child.text)) resource['ews-IsTeamTask'] = true;
  },
  Companies: asList('ews-Companies'),
  Contacts: asList('ews-Contacts'),
};
const USUAL: Readonly<Record<string, string>> = { ActualWork: '0', TotalWork: '0', DelegationState: 'NoMatch' };
