import type { SignInFace } from '../services/sign-in/sign-in.ts';
import { plain } from './table.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Brings a person at a terminal to the sign-in: an address to open on this machine, or a code to enter on any. */
export function terminalFace(how: SignInFace['how'], say: (line: string) => void): SignInFace {
  return {
    how,
    openBrowser: (address) => say(`To sign in, open this address in a browser on this machine:\n${plain(address)}`),
    showCode: ({ code, address }) => say(`To sign in, open ${plain(address)} on any device and enter the code ${plain(code)}`),
  };
}

/** By browser, unless SYNCTRACE_SIGN_IN says otherwise or the browser in front of the person is on another machine. */
export function signInWay(environment: Environment, platform: string): SignInFace['how'] {
  const chosen = environment['SYNCTRACE_SIGN_IN'];
  if (chosen === 'browser' || chosen === 'device-code') return chosen;
  const hasDisplay = platform !== 'linux' || environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;
  return environment['SSH_CONNECTION'] === undefined && hasDisplay ? 'browser' : 'device-code';
}
