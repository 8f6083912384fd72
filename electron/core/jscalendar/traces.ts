import type { Trace } from '../../../shared/records.ts';

/** Traces in one order, without repeats. */
export function sortedTraces(traces: Iterable<Trace>): readonly Trace[] {
  const byText = new Map<string, Trace>();
  for (const trace of traces) byText.set(`${trace.namespace}\0${trace.name}\0${trace.value}`, trace);
  return [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, trace]) => trace);
}
