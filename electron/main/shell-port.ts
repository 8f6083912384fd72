import { basename, join } from 'node:path';
import { app, dialog, nativeTheme, Notification, shell, type BrowserWindow, type MessagePortMain } from 'electron';
import { uiWords } from '../../shared/messages/ui-en.ts';
import { readToShell, type ToPage, type ToShell } from '../../shared/shell.ts';

const CASE_FILTER = { name: 'SyncTrace', extensions: ['synctrace'] };

/** Serves one page: dialogs, look, title, progress, notifications. What is not a message of the list is dropped. */
export function serveShellPort(port: MessagePortMain, window: BrowserWindow): void {
  port.on('message', ({ data }) => {
    const message = readToShell(data);
    if (message !== undefined) void serve(message, port, window);
  });
  port.start();
}

/** Tells the page something. */
export function tellPage(port: MessagePortMain, message: ToPage): void {
  port.postMessage(message);
}

async function serve(message: ToShell, port: MessagePortMain, window: BrowserWindow): Promise<void> {
  switch (message.type) {
    case 'choose-case': {
      const { filePaths } = await dialog.showOpenDialog(window, { title: uiWords.home.openCase, properties: ['openFile'], filters: [CASE_FILTER] });
      return tellPage(port, { type: 'answer', request: message.request, path: filePaths[0] ?? null });
    }
    case 'choose-place': {
      const { filePath } = await dialog.showSaveDialog(window, { title: uiWords.home.newCase, defaultPath: join(app.getPath('documents'), `${fileName(message.title)}.synctrace`), filters: [CASE_FILTER] });
      return tellPage(port, { type: 'answer', request: message.request, path: filePath === '' ? null : filePath });
    }
    case 'look':
      nativeTheme.themeSource = message.look;
      return;
    case 'title':
      window.setTitle(message.text);
      return;
    case 'progress':
      window.setProgressBar(message.fraction ?? -1);
      return;
    case 'open-sign-in':
      return await shell.openExternal(message.address);
    case 'notify':
      if (!window.isFocused() && Notification.isSupported()) new Notification({ title: message.title, body: message.text }).show();
  }
}

/** A title as a file may be named: a person's own words, without what a path would read as its own. */
function fileName(title: string): string {
  const name = basename(title.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim()).replace(/^\.+/, '');
  return name === '' ? 'case' : name.slice(0, 80);
}
