import type { CdpSession } from './cdp-connection.ts';
import { createCodec } from './clone-codec.ts';
import { MessagePortMain, MessageChannelMain, type RemotePort } from './message-ports.ts';
import { ElectronLiteError } from './not-offered.ts';
import { BINDING, createPageRuntime, RECEIVER, WORLD, type FromPage, type ToPage } from './page-runtime.ts';

const codec = createCodec();

/** What main hears of a page's ipcRenderer. */
export interface IpcListener {
  onMessage(channel: string, args: readonly unknown[], ports: readonly MessagePortMain[]): void;
  onInvoke(channel: string, args: readonly unknown[]): Promise<unknown>;
}

/** Main's side of the preload world of one page. */
export interface PageLink {
  send(channel: string, args: readonly unknown[], transfer: readonly unknown[]): void;
}

/** Puts the preload into every document that the page loads from now on, in a world of its own, and speaks with it. */
export async function linkPage(session: CdpSession, mainFrame: string, preload: string, ipc: IpcListener): Promise<PageLink> {
  let context: number | undefined;
  let made = 0;
  const ports = new Map<number, RemotePort>();
  const tell = (message: ToPage): void => {
    if (context === undefined) return;
    // A document that has gone takes its messages with it, as in Electron.
    session.send('Runtime.callFunctionOn', { executionContextId: context, functionDeclaration: `function (message) { globalThis.${RECEIVER}(message); }`, arguments: [{ value: message }] }).catch(() => {});
  };
  const remote = (id: number): RemotePort => ({
    post: (data) => tell({ kind: 'port', port: id, data: codec.encode(data) }),
    close: () => {
      ports.delete(id);
      tell({ kind: 'port-closed', port: id });
    },
  });
  const endDocument = (): void => {
    context = undefined;
    for (const port of ports.values()) port.close();
    ports.clear();
  };
  session.on('Runtime.executionContextCreated', ({ context: created }) => {
    if (created.name !== WORLD || created.auxData?.frameId !== mainFrame) return;
    if (context !== undefined) endDocument();
    context = created.id as number;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => executionContextId === context && endDocument());
  session.on('Runtime.executionContextsCleared', endDocument);
  session.on('Inspector.targetCrashed', endDocument);
  session.on('Inspector.detached', endDocument);
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== BINDING || executionContextId !== context) return;
    hear(JSON.parse(payload as string) as FromPage);
  });
  const hear = (message: FromPage): void => {
    switch (message.kind) {
      case 'port':
        return ports.get(message.port)?.post(codec.decode(message.data));
      case 'port-closed': {
        const port = ports.get(message.port);
        ports.delete(message.port);
        return port?.close();
      }
      case 'ipc':
        return ipc.onMessage(message.channel, codec.decode(message.args) as unknown[], message.ports.map(receivePort));
      case 'invoke':
        void ipc.onInvoke(message.channel, codec.decode(message.args) as unknown[]).then(
          (value) => tell({ kind: 'answer', call: message.call, value: codec.encode(value), failed: false }),
          (error: unknown) => tell({ kind: 'answer', call: message.call, value: codec.encode(error instanceof Error ? error : new Error(String(error))), failed: true }),
        );
    }
  };
  const receivePort = (id: number): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain();
    ports.set(id, port2.handOver(remote(id)));
    return port1;
  };
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: preloadSource(preload) });
  return {
    send(channel, args, transfer) {
      if (context === undefined) throw new ElectronLiteError(`a message to a page that has not loaded yet would be lost: ${channel}`);
      const given = transfer.map((port): MessagePortMain => {
        if (port instanceof MessagePortMain) return port;
        throw new ElectronLiteError('only a MessagePortMain can be transferred to a page');
      });
      const ids = given.map((port) => {
        made += 1;
        ports.set(made, port.handOver(remote(made)));
        return made;
      });
      tell({ kind: 'ipc', channel, args: codec.encode(args), ports: ids });
    },
  };
}

/** The preload as a sandboxed one runs: a CommonJS script with `require`, in the main frame alone. */
function preloadSource(preload: string): string {
  return `if (window === window.top) {
    const createCodec = ${createCodec.toString()};
    const createPageRuntime = ${createPageRuntime.toString()};
    const runtime = createPageRuntime(createCodec(), (message) => globalThis.${BINDING}(JSON.stringify(message)));
    globalThis.${RECEIVER} = runtime.hear;
    (function (require, module, exports) { ${preload}
    })(runtime.require, { exports: {} }, {});
  }`;
}
