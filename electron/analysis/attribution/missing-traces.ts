import type { Incident } from '../findings/types.ts';
import type { Mark } from '../knowledge/types.ts';
import { declaredApps } from './candidates.ts';
import { bearsMark } from './match-marks.ts';
import { storesOf } from './stores.ts';
import type { Evidence, World } from './types.ts';
import { WEIGHTS } from './weights.ts';

// A single card may come from anywhere.
const LEAST = 3;

/** What speaks against apps that leave a mark on all they write, or keep to one folder, where none of the records shows it though it could. */
export function missingTraces(incident: Incident, borne: ReadonlySet<Mark>, world: World): readonly Evidence[] {
  if (incident.records.length < LEAST) return [];
  return declaredApps(world).flatMap((app): readonly Evidence[] => {
    const own = world.knowledge.recordMarks.filter((mark) => mark.app === app && mark.always === true);
    const folders = own.filter(({ on }) => on === 'folder');
    const outside = isOutsideFolder(app, incident, world) ? [against(app, folders, `none of the ${incident.records.length} records stands in the folder that it keeps to`)] : [];
    return [...outside, ...unsigned(app, own.filter(({ on }) => on !== 'folder'), incident, borne, world)];
  });
}

/** Whether an app keeps to a folder and none of the records stands there. Folders are known of a mailbox; an app for contacts keeps its folder for them. */
export function isOutsideFolder(app: string, { source, kind, records }: Incident, { knowledge }: World): boolean {
  const marks = knowledge.recordMarks.filter((mark) => mark.app === app && mark.always === true && mark.on === 'folder');
  if (marks.length === 0 || records.length < LEAST || storesOf(source).join() !== 'exchange' || source.kind === 'file' || kind !== 'contact') return false;
  const places = records.flatMap(({ happening: { change } }) => [change.collection, change.previousCollection ?? change.collection]);
  return !places.some((place) => marks.some((mark) => bearsMark(mark, place)));
}

function unsigned(app: string, own: readonly Mark[], { source, records }: Incident, borne: ReadonlySet<Mark>, { history }: World): readonly Evidence[] {
  const written = records.flatMap(({ happening: { change } }) => change.afterBody ?? []);
  if (written.length < LEAST || source.kind !== 'carddav') return [];
  const namesProgram = written.every((body) => history.factsOf(body).traces.some(({ name }) => name === 'PRODID'));
  const marks = own.filter((mark) => mark.on !== 'prodid' || namesProgram);
  const isSigned = [...borne].some((mark) => (mark.on === 'prodid' || mark.always === true) && [mark.app, ...mark.also].includes(app));
  return marks.length === 0 || isSigned ? [] : [against(app, marks, `none of the ${records.length} records bears the mark that it leaves on all it writes`)];
}

function against(app: string, marks: readonly Mark[], text: string): Evidence {
  return { app, kind: 'provenance', text: `${text} (${marks.map(({ id }) => id).join(', ')})`, weight: WEIGHTS.missingTrace, refs: [...new Set(marks.map(({ source }) => source))].sort() };
}
