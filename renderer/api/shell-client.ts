import { readToPage, type ToPage, type ToShell } from '../../shared/shell.ts';

/** The Electron shell as the page uses it; in the loopback host there is none. */
export interface ShellClient {
  chooseCase(): Promise<string | null>;
  choosePlace(title: string): Promise<string | null>;
  tell(message: Exclude<ToShell, { readonly request: number }>): void;
}

type Told = Exclude<ToPage, { readonly type: 'answer' }>;

/** Speaks with the shell over its port; `onTold` hears its commands. */
export function createShellClient(port: MessagePort, onTold: (message: Told) => void): ShellClient {
  const waiting = new Map<number, (path: string | null) => void>();
  let requests = 0;
  port.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToPage(event.data);
    if (message === undefined) return;
    if (message.type !== 'answer') return onTold(message);
    waiting.get(message.request)?.(message.path);
    waiting.delete(message.request);
  });
  port.start();
  const ask = (message: (request: number) => ToShell): Promise<string | null> =>
    new Promise((resolve) => {
      requests += 1;
      waiting.set(requests, resolve);
      port.postMessage(message(requests));
    });
  return {
    chooseCase: () => ask((request) => ({ type: 'choose-case', request })),
    choosePlace: (title) => ask((request) => ({ type: 'choose-place', request, title: title.slice(0, 300) })),
    tell: (message) => port.postMessage(message),
  };
}

let held: ShellClient | undefined;

/** Sets the shell that the window runs in. */
export function provideShell(client: ShellClient): void {
  held = client;
}

/** The shell, where there is one. */
export function shell(): ShellClient | undefined {
  return held;
}
