import './styles/main.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { provideEngine } from './api/engine-client.ts';
import { failureOf } from './api/failure.ts';
import { awaitPorts, connectPort } from './api/port-transport.ts';
import { createShellClient, provideShell } from './api/shell-client.ts';
import { connectSocket, RefusedError, takeSession } from './api/socket-transport.ts';
import { runCommand } from './commands/command-registry.ts';
import { createScreenRouter } from './router.ts';
import { useHome } from './screens/home/home-store.ts';
import { useCase } from './state/case-store.ts';
import { useConnection } from './state/connection-store.ts';
import { useNotices } from './state/notice-store.ts';

// The loopback host serves over http from this machine; everything else is the Electron shell.
const isLoopback = location.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(location.hostname);
// Before anything else: the ports come once, as soon as the page has loaded; the token leaves the fragment before the router reads it.
const ports = isLoopback ? undefined : awaitPorts(window);
const session = isLoopback ? takeSession(window) : undefined;
session?.catch(() => {});
const startsAnywhere = location.hash === '' || location.hash === '#/';

const pinia = createPinia();
const router = createScreenRouter();
const connection = useConnection(pinia);
let wasReady = false;

async function connect(): Promise<void> {
  // In Electron a new page gets new ports, and an engine that runs.
  if (wasReady && ports !== undefined) return location.reload();
  connection.state = 'connecting';
  try {
    await attach();
    connection.state = 'ready';
  } catch (thrown) {
    connection.state = thrown instanceof RefusedError && !wasReady ? 'refused' : 'lost';
    return;
  }
  try {
    const cases = useCase(pinia);
    await cases.load();
    const unopened = wasReady ? null : ((await session)?.open ?? null);
    if (unopened !== null) await useHome(pinia).open(unopened);
    else if (!wasReady && startsAnywhere && cases.comparable) await router.replace('/compare');
  } catch (thrown) {
    useNotices(pinia).addFailure(failureOf(thrown));
  }
  wasReady = true;
}

async function attach(): Promise<void> {
  const onLost = (): void => {
    connection.state = 'lost';
  };
  if (session !== undefined) return provideEngine(await connectSocket(window, (await session).session, onLost));
  if (ports === undefined) return;
  const { engine, shell } = await ports;
  provideEngine(connectPort(engine, onLost));
  provideShell(createShellClient(shell, (told) => void (told.type === 'command' ? runCommand(told.id) : useHome(pinia).open(told.path))));
}

createApp(App, { onReconnect: () => void connect() }).use(pinia).use(router).mount('#app');
void connect();
