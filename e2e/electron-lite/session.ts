import { strict } from './not-offered.ts';

/** `session` of Electron: permission handlers are kept, and nobody asks them (README.md). */
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler: unknown): void => keep(handler),
    setPermissionCheckHandler: (handler: unknown): void => keep(handler),
  }),
});

function keep(handler: unknown): void {
  if (handler !== null && typeof handler !== 'function') throw new TypeError('a permission handler is a function or null');
}
