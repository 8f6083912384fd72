import { checkEws } from './check-ews.ts';
import { checkGraph } from './check-graph.ts';
import type { XmlCheck } from './ews-schema.ts';
import type { JsonCheck } from './graph-schema.ts';
import type { Exchanged } from './read-traffic.ts';

/** What was checked of one operation. */
export interface Tally {
  requests: number;
  /** Requests of our own connectors among them. */
  ours: number;
  answers: number;
  /** What is wrong, each with what it is wrong with. */
  readonly invalid: string[];
}

export interface Found {
  /** By the name of the operation. */
  readonly ews: ReadonlyMap<string, Tally>;
  readonly graph: ReadonlyMap<string, Tally>;
}

/** Counts and notes what was found; the name is the operation's. */
export interface Notes {
  request(operation: string, isOurs: boolean, problem: string): void;
  answer(operation: string, problem: string): void;
}

/** Holds all traffic against both schemas. */
export function checkTraffic(traffic: readonly Exchanged[], checks: { readonly xml: XmlCheck; readonly json: JsonCheck }): Found {
  const ews = new Map<string, Tally>();
  const graph = new Map<string, Tally>();
  for (const exchanged of traffic) {
    if (/^\/ews\/exchange\.asmx$/i.test(exchanged.path)) checkEws(exchanged, checks.xml, notesIn(ews));
    else if (/^\/(?:v1\.0|import)\//.test(exchanged.path)) checkGraph(exchanged, checks.json, notesIn(graph));
  }
  return { ews, graph };
}

function notesIn(tallies: Map<string, Tally>): Notes {
  const tallyOf = (operation: string): Tally => {
    const known = tallies.get(operation);
    if (known !== undefined) return known;
    const made = { requests: 0, ours: 0, answers: 0, invalid: [] };
    tallies.set(operation, made);
    return made;
  };
  return {
    request(operation, isOurs, problem) {
      const tally = tallyOf(operation);
      tally.requests += 1;
      if (isOurs) tally.ours += 1;
      if (problem !== '') tally.invalid.push(`request: ${problem}`);
    },
    answer(operation, problem) {
      const tally = tallyOf(operation);
      tally.answers += 1;
      if (problem !== '') tally.invalid.push(`answer: ${problem}`);
    },
  };
}
