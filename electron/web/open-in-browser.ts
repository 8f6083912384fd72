import { spawn } from 'node:child_process';

/** Opens an address of our own in the system's browser; where there is none, nothing happens: the address is printed as well. */
export function openInBrowser(url: string): void {
  const { program, args } = openerOf(process.platform);
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function openerOf(platform: string): { readonly program: string; readonly args: readonly string[] } {
  if (platform === 'darwin') return { program: 'open', args: [] };
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
  return { program: 'xdg-open', args: [] };
}
