import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';
import type { Collection } from '../connector.ts';
import { itemsPath } from './kinds.ts';
import { type GraphSession, segment, urlOf } from './session.ts';
import { sendWrite } from './write.ts';

/** Makes the steps of a task what they were, one by one; answers whether anything was written. */
export async function writeSteps(session: GraphSession, collection: Collection, key: string, task: JsonObject, standing: readonly JsonObject[], signal: AbortSignal): Promise<boolean> {
  const path = `${itemsPath(session, collection)}/${segment(key)}/checklistItems`;
  const permission = 'Tasks.ReadWrite';
  const left = [...standing];
  let hasWritten = false;
  for (const step of objectsAt(task, 'checklistItems')) {
    const displayName = textAt(step, 'displayName');
    const isChecked = step['isChecked'] === true;
    const at = left.findIndex((one) => textAt(one, 'displayName') === displayName);
    const [held] = at < 0 ? [] : left.splice(at, 1);
    if (held === undefined) await sendWrite(session, { method: 'POST', url: urlOf(session, path), body: JSON.stringify({ displayName, isChecked }), permission }, signal);
    else if ((held['isChecked'] === true) === isChecked) continue;
    else await sendWrite(session, { method: 'PATCH', url: urlOf(session, `${path}/${segment(textAt(held, 'id'))}`), body: JSON.stringify({ isChecked }), permission }, signal);
    hasWritten = true;
  }
  for (const extra of left) {
    await sendWrite(session, { method: 'DELETE', url: urlOf(session, `${path}/${segment(textAt(extra, 'id'))}`), permission }, signal);
    hasWritten = true;
  }
  return hasWritten;
}
