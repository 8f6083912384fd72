import type { HttpReply } from '../http/messages.ts';
import type { GraphCall } from './call.ts';

/** One thing that Graph can be asked for; `{}` in the path stands for an id. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  answer(call: GraphCall): HttpReply;
}

/** The route of a request and the ids in its path, or null. */
export function findRoute(routes: readonly Route[], method: string, path: string): { readonly route: Route; readonly ids: readonly string[] } | null {
  const segments = path.split('/').filter((one) => one !== '');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== segments.length) continue;
    const ids: string[] = [];
    const isMatch = wanted.every((one, at) => {
      const segment = segments[at] ?? '';
      if (one === '{}') ids.push(decodeURIComponent(segment));
      return one === '{}' || one.toLowerCase() === segment.toLowerCase();
    });
    if (isMatch) return { route, ids };
  }
  return null;
}
