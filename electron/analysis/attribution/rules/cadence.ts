import { amountOf } from '../amount-of.ts';
import { isOneAct } from '../by-hand.ts';
import { declaredApps } from '../candidates.ts';
import type { Evidence, Rule } from '../types.ts';
import { actsTold } from '../acts-told.ts';
import { paceOf } from '../pace.ts';
import { WEIGHTS } from '../weights.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const STARTERS: ReadonlySet<string> = new Set(['app-installed', 'device-added', 'direction-changed', 'resync', 'other']);
// Writes further apart belong to two runs.
const RUN_GAP = 3 * MINUTE;
const LEAST_RUNS = 3;
const PERIOD_TOLERANCE = 0.12;

/** The rhythm of the changes, and what was declared just before them. */
export const cadence: Rule = {
  kind: 'cadence',
  sees: 'the times that records say they were written at: how they fall into runs, which app’s period fits, whether hands can write so fast, and which declared event they follow',
  weigh(incident, world) {
    const evidence: Evidence[] = [];
    const [from, to] = [Date.parse(incident.window.from), Date.parse(incident.window.to)];
    const first = incident.times[0];
    for (const event of world.events) {
      const at = Date.parse(event.at);
      if (event.app === undefined || !STARTERS.has(event.type) || at <= from - 2 * DAY || at > to || (first !== undefined && at > first)) continue;
      evidence.push({ app: event.app, kind: 'cadence', text: `it follows what was declared for ${event.at} (${event.type})`, weight: WEIGHTS.eventBefore * amountOf(incident), refs: [] });
    }
    const known = declaredApps(world);
    const period = periodOf(incident.times);
    for (const { app, minutes, text, source } of period === undefined ? [] : world.knowledge.cadences) {
      if (known.includes(app) && minutes.some((one) => Math.abs((period ?? 0) - one) <= PERIOD_TOLERANCE * one)) {
        evidence.push({ app, kind: 'cadence', text: `the changes come every ${Math.round(period ?? 0)} minutes, and it runs ${text}`, weight: WEIGHTS.rhythm, refs: [source] });
      }
    }
    const pace = paceOf(incident.times);
    // Many selected at once, or a file imported, is one act of a person.
    const isToldAct = pace === 'machine' && (isOneAct(incident) || actsTold(incident, world));
    if (pace !== undefined && !isToldAct) evidence.push({ app: 'user', kind: 'cadence', text: pace === 'machine' ? 'so many records in a minute are written by a program' : 'the changes come at the pace of a person', weight: pace === 'machine' ? -WEIGHTS.machinePace : WEIGHTS.machinePace, refs: [] });
    return evidence;
  },
};

/** The minutes from run to run, where at least three runs follow each other evenly. */
function periodOf(times: readonly number[]): number | undefined {
  const starts = times.filter((time, index) => index === 0 || time - (times[index - 1] ?? 0) > RUN_GAP);
  if (starts.length < LEAST_RUNS) return undefined;
  const gaps = starts.slice(1).map((time, index) => (time - (starts[index] ?? 0)) / MINUTE).sort((left, right) => left - right);
  const middle = gaps[Math.floor(gaps.length / 2)] ?? 0;
  const isEven = gaps.filter((gap) => Math.abs(gap - middle) <= PERIOD_TOLERANCE * middle).length >= 0.6 * gaps.length;
  return isEven ? middle : undefined;
}
