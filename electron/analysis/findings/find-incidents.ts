import { compareText } from '../normal-text.ts';
import { DETECTORS } from './detectors/index.ts';
import { findCopies } from './find-copies.ts';
import { findSurvivors } from './find-survivors.ts';
import { isGenerated } from './generated-folders.ts';
import { joinDamage } from './join-damage.ts';
import { listHappenings } from './list-happenings.ts';
import type { CaseHistory, HadBefore, Happening, Incident, ToldAt } from './types.ts';

/**
 * All incidents of a case in the order of time, with everything they were found in; the same for any order of the input. Removals that a log
 * times are told apart by it.
 */
export function findIncidents(history: CaseHistory, toldAt: ToldAt = () => undefined): { readonly incidents: readonly Incident[]; readonly happenings: readonly Happening[] } {
  const happenings = listHappenings(history, toldAt).filter(({ source, change }) => !isGenerated(source, change.collection));
  const copies = findCopies(happenings, history);
  const survivors = findSurvivors(happenings, history);
  const hadBefore: HadBefore = ({ change }, fields) => history.factsOf(change.beforeBody ?? -1).fields.some(({ field }) => fields.has(field));
  const found = DETECTORS.flatMap((detector) => detector.detect({ happenings, copies, survivors, hadBefore }));
  const incidents = joinDamage(found, hadBefore).toSorted(compareIncidents);
  return { incidents, happenings };
}

function compareIncidents(left: Incident, right: Incident): number {
  return (
    Date.parse(left.window.from) - Date.parse(right.window.from) ||
    compareText(left.source.name, right.source.name) ||
    compareText(left.type, right.type) ||
    compareText(left.collection, right.collection) ||
    right.records.length - left.records.length ||
    compareText(left.pattern, right.pattern) ||
    compareText(left.records[0]?.happening.change.key ?? '', right.records[0]?.happening.change.key ?? '')
  );
}
