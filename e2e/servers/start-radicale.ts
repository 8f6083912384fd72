import { startRadicale as start, type RunningServer } from '../../electron/demo/start-radicale.ts';
import { systemClock } from '../../electron/services/system-ports.ts';

export { isRadicaleInstalled, type RunningServer } from '../../electron/demo/start-radicale.ts';

/** Starts Radicale on a free port with data in a temporary folder. */
export function startRadicale(): Promise<RunningServer> {
  return start(systemClock);
}
