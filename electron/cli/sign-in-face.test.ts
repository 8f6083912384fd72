import { expect, it } from 'vitest';
import { signInWay, terminalFace } from './sign-in-face.ts';

it('signs in by code where the browser is not on this machine, or where that is asked for', () => {
  expect([
    signInWay({}, 'darwin'),
    signInWay({}, 'linux'),
    signInWay({ DISPLAY: ':0' }, 'linux'),
    signInWay({ WAYLAND_DISPLAY: 'wayland-0', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }, 'linux'),
    signInWay({ SYNCTRACE_SIGN_IN: 'device-code' }, 'win32'),
    signInWay({ SYNCTRACE_SIGN_IN: 'browser' }, 'linux'),
  ]).toEqual(['browser', 'device-code', 'browser', 'device-code', 'device-code', 'browser']);
});

it('says where to go, in text that cannot steer a terminal', () => {
  const lines: string[] = [];
  const face = terminalFace('device-code', (line) => lines.push(line));
  face.openBrowser('https://login.microsoftonline.com/organizations?x=1');
  face.showCode({ code: 'ABCD\u001b[31m', address: 'https://login.microsoftonline.com/device' });
  expect(lines[0]).toContain('\nhttps://login.microsoftonline.com/organizations?x=1');
  expect(lines[1]).toContain('https://login.microsoftonline.com/device on any device and enter the code ABCD');
  expect(lines[1]).not.toContain('\u001b');
});
