import { spawn } from 'node:child_process';

/** Opens an address of our own in the system's browser; where there is none, nothing happens: the address is printed as well. */
export function openInBrowser(url: string): void {
  const [program, args] = process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]];
  const child = spawn(program, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
