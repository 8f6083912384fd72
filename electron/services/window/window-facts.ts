import { declareApp, declareEvent, forgetEntry, knownApps, listApps, listEvents } from '../declare.ts';
import type { DeclaredApp, DeclaredEvent } from '../../../shared/contract/facts.ts';
import { timeText } from '../case-context.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** What people say about a case, as the window lists and adds to it. */
export function createWindowFacts(holder: OpenCaseHolder): EngineServices['facts'] {
  return {
    async list() {
      const context = holder.context();
      return { apps: listApps(context).map(appDocument), events: listEvents(context).map(eventDocument) };
    },
    knownApps: async () => (await knownApps()).map(({ app, name, stores }) => ({ app, name, stores: [...stores] })),
    addApp: async (app) => appDocument(declareApp(holder.context(), app)),
    removeApp: async (app) => ({ removed: forgetEntry(holder.context(), app) }),
    addEvent: async (event) => eventDocument(declareEvent(holder.context(), event)),
  };
}

type Said<Document> = { readonly [Key in keyof Document]: Document[Key] };

function appDocument({ app, since, device, direction, note }: Said<DeclaredApp>): DeclaredApp {
  return { app, ...given({ since: since === undefined ? undefined : timeText(Date.parse(since)), device, direction, note }) };
}

function eventDocument({ at, type, app, text }: Said<DeclaredEvent>): DeclaredEvent {
  return { at: timeText(Date.parse(at)), type, ...given({ app, text }) };
}

function given<Key extends string>(texts: Readonly<Record<Key, string | undefined>>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as Partial<Record<Key, string>>;
}
