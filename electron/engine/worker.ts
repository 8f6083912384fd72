import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { EngineStart, FromEngine, ToEngine } from '../../shared/engine-messages.ts';
import { toWireError, type WireError } from '../../shared/errors.ts';
import { makePracticeCase } from '../demo/make-practice-case.ts';
import { closePracticeServers, practiceServer } from '../demo/practice-server.ts';
import { dataFolder } from '../services/case-paths.ts';
import { createPorts, createSessionVault } from '../services/engine.ts';
import { stackVaults } from '../services/secrets.ts';
import { createEngineServices } from '../services/window/create-engine-services.ts';
import { createPortVault } from './port-vault.ts';
import { createRouter } from './router.ts';
import { servePort } from './serve-port.ts';
import { summariseCase } from './summarise-case.ts';

// The engine in its own thread: a shell starts it, hands it a port for each page, and ends it.
const { start, vault: vaultPort } = workerData as { readonly start: EngineStart; readonly vault: MessagePort | null };
const session = createSessionVault(process.env);
const vault = vaultPort === null ? session : stackVaults(createPortVault(vaultPort), session);
const ports = createPorts(vault, practiceServer);
const services = createEngineServices({ ports, secrets: start.secrets, dataFolder: dataFolder(process.env), makePracticeCase });
const router = createRouter(services, ports.clock, ports.log);
const pages = new Set<MessagePort>();

// A page can send what it likes: a frame that is no call must not end the engine.
process.on('unhandledRejection', (reason) => {
  ports.log.warn('engine-unhandled', { fault: reason instanceof Error ? reason.name : typeof reason });
});

const problem = await openFirst();
// Only now: what comes earlier waits in the port, so that a page never sees the moment before the case is open.
parentPort?.on('message', (message: ToEngine) => {
  if (message.type === 'end') void end();
  else if (message.port instanceof MessagePort) connect(message.port);
});
const started: FromEngine = { type: 'started', summary: await summariseCase(services), problem };
parentPort?.postMessage(started);

async function openFirst(): Promise<WireError | null> {
  try {
    if (start.casePath !== null) await services.cases.open({ path: start.casePath });
    else if (start.practice) await services.cases.openPractice();
    return null;
  } catch (thrown) {
    return toWireError(thrown);
  }
}

function connect(port: MessagePort): void {
  pages.add(port);
  port.on('close', () => pages.delete(port));
  servePort(router, port);
}

/** Cancels what runs, closes the case so that its file stands alone, and lets the thread end. */
async function end(): Promise<void> {
  for (const page of pages) page.close();
  await services.close();
  await closePracticeServers();
  parentPort?.close();
}
