import type { Timeline } from '../../../shared/contract/timeline.ts';
import { binChanges, type Lane } from '../../analysis/timeline/place-changes.ts';
import type { KeptAnswer } from '../answers/answer-maker.ts';
import { keptLanes } from '../answers/timeline-answer.ts';
import { type CaseContext, timeText } from '../case-context.ts';
import { listEvents } from '../declare.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

// So that the first and the last snapshot are not cut by the edge.
const MARGIN = 0.02;

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What happened when, as the window draws it: the changes are placed once for a state of the case, then counted for each range. */
export function createWindowTimeline(holder: OpenCaseHolder): EngineServices['timeline'] {
  let drawn: { readonly id: number; readonly path: string; readonly lanes: readonly Lane[] } | null = null;
  const lanesOf = ({ id, summary }: KeptAnswer, path: string): readonly Lane[] => {
    // Zooming reads the same lanes again and again.
    if (drawn?.id !== id || drawn.path !== path) drawn = { id, path, lanes: keptLanes(summary) };
    return drawn.lanes;
  };
  return {
    async read(input, call) {
      const kept = await holder.answer({ of: 'timeline' }, call);
      const context = holder.context();
      const whole = wholeOf(context);
      const fromMs = input.from === undefined ? whole.fromMs : Date.parse(input.from);
      const range = { fromMs, toMs: Math.max(fromMs + 1, input.to === undefined ? whole.toMs : Date.parse(input.to)) };
      return documentOf(context, lanesOf(kept, context.store.info().path), whole, range, input.bins);
    },
  };
}

function documentOf(context: CaseContext, lanes: readonly Lane[], whole: Range, range: Range, bins: number): Timeline {
  return {
    ...textsOf(range),
    whole: textsOf(whole),
    lanes: lanes.map((lane) => ({
      source: lane.source,
      kind: lane.kind,
      bins: binChanges(lane, range.fromMs, range.toMs, bins).map((counts) => ({ ...counts })),
      spans: lane.spans.filter(({ fromMs, toMs }) => toMs >= range.fromMs && fromMs <= range.toMs).map(({ fromMs, toMs, counts }) => ({ ...textsOf({ fromMs, toMs }), counts: { ...counts } })),
    })),
    log: logBins(context, range, bins),
    events: listEvents(context).map(({ at, type, app, text }) => ({ at: timeText(Date.parse(at)), type, ...(app === undefined ? {} : { app }), ...(text === undefined ? {} : { text }) })),
  };
}

/** From a little before the first snapshot or event to a little after the last: logs often reach far beyond, and say nothing there. */
function wholeOf(context: CaseContext): Range {
  const times = [...context.store.snapshots().map(({ takenAt }) => Date.parse(takenAt)), ...listEvents(context).map(({ at }) => Date.parse(at))];
  const [fromMs, toMs] = times.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)], [Infinity, -Infinity]);
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) return { fromMs: 0, toMs: 1 };
  const margin = Math.ceil((toMs - fromMs) * MARGIN) + 1;
  return { fromMs: fromMs - margin, toMs: toMs + margin };
}

function logBins({ store }: CaseContext, range: Range, bins: number): number[] {
  return store.audit.count() === 0 ? [] : [...store.audit.countIn(range, bins)];
}

function textsOf({ fromMs, toMs }: Range): { readonly from: string; readonly to: string } {
  return { from: timeText(fromMs), to: timeText(toMs) };
}
