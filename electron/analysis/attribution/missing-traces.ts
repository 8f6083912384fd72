import type { Incident } from '../findings/types.ts';
import type { Mark } from '../knowledge/types.ts';
import { declaredApps } from './candidates.ts';
import type { Evidence, World } from './types.ts';
import { WEIGHTS } from './weights.ts';

// A single card may come from anywhere.
const LEAST = 3;

/** What speaks against apps that leave a mark on all they write, where none of the records bears one, though the source would show it. */
export function missingTraces(incident: Incident, borne: ReadonlySet<Mark>, world: World): readonly Evidence[] {
  const written = incident.records.flatMap(({ happening: { change } }) => change.afterBody ?? []);
  if (written.length < LEAST || incident.source.kind !== 'carddav') return [];
  const namesProgram = written.every((body) => world.history.factsOf(body).traces.some(({ name }) => name === 'PRODID'));
  return declaredApps(world).flatMap((app): readonly Evidence[] => {
    const marks = world.knowledge.recordMarks.filter((mark) => mark.app === app && mark.always === true && (mark.on !== 'prodid' || namesProgram));
    const isSigned = [...borne].some((mark) => (mark.on === 'prodid' || mark.always === true) && [mark.app, ...mark.also].includes(app));
    if (marks.length === 0 || isSigned) return [];
    return [{ app, kind: 'provenance', text: `none of the ${incident.records.length} records bears the mark that it leaves on all it writes (${marks.map(({ id }) => id).join(', ')})`, weight: WEIGHTS.missingTrace, refs: [...new Set(marks.map(({ source }) => source))].sort() }];
  });
}
