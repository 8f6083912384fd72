import { describe, expect, it } from 'vitest';

import { chooseShell } from './choose-shell.ts';

const desk = { platform: 'linux', environment: { DISPLAY: ':0' }, electronBinary: '/opt/electron' };

describe('npm start', () => {
  it('opens the window where Electron and a display are there', () => {
    expect(chooseShell(desk, []).shell).toBe('window');
    expect(chooseShell({ ...desk, environment: { WAYLAND_DISPLAY: 'wayland-0' } }, []).shell).toBe('window');
    expect(chooseShell({ ...desk, platform: 'darwin', environment: {} }, []).shell).toBe('window');
  });

  it('serves pages where there is no display, and says so', () => {
    expect(chooseShell({ ...desk, environment: {} }, [])).toEqual({ shell: 'browser', because: 'there is no display for a window' });
  });

  it("serves pages where Electron's program is missing, and says so", () => {
    expect(chooseShell({ ...desk, electronBinary: null }, [])).toEqual({ shell: 'browser', because: "Electron's program is not installed" });
  });

  it('serves pages when asked to', () => {
    expect(chooseShell(desk, ['--web'])).toEqual({ shell: 'browser', because: '--web asks for it' });
  });
});
