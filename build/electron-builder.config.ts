import { join } from 'node:path';

import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

import { FUSES } from './fuses.ts';

/** Without a network the package is put together around a stand-in for Electron's own files (build/electron-stub.ts). */
const stub = process.env['SYNCTRACE_ELECTRON_STUB'];

const PROGRAM = 'synctrace';

export default {
  appId: 'org.synctrace.app',
  productName: 'SyncTrace',
  copyright: 'SyncTrace authors',
  directories: { output: 'release', buildResources: 'build/resources' },
  ...(stub === undefined ? {} : { electronDist: stub }),
  // The native module is N-API and brings a build for every platform, so nothing is compiled here.
  npmRebuild: false,
  asar: true,
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/*.node'],
  // Filled in for each platform below: a list there replaces this one.
  files: [],
  fileAssociations: [{ ext: 'synctrace', name: 'SyncTrace case', role: 'Editor' }],
  linux: { executableName: PROGRAM, target: ['AppImage', 'deb'], category: 'Utility', files: filesFor('linux') },
  mac: { target: ['dmg'], category: 'public.app-category.utilities', files: filesFor('darwin') },
  win: { target: ['nsis'], files: filesFor('win32') },
  afterPack: flipAllFuses,
} satisfies Configuration;

/** The whole list for one platform: the bundles, and of the native module what it loads there. */
function filesFor(platform: 'linux' | 'darwin' | 'win32'): string[] {
  return [
    'dist/electron/**',
    'dist/renderer/**',
    '!dist/**/.sources',
    'package.json',
    'LICENSE',
    '!node_modules/node-{linux,win,darwin,bin-darwin}-*/**',
    '!node_modules/node-addon-api/**',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    '!node_modules/better-sqlite3/{deps,src}/**',
    // Inside node_modules only exclusions count. electron-builder fills in the target's arch; its own platform would be the
    // machine that packs.
    `!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}.node)`,
  ];
}

async function flipAllFuses(context: AfterPackContext): Promise<void> {
  const name = context.packager.appInfo.productFilename;
  const program = {
    darwin: `${name}.app`,
    win32: `${name}.exe`,
    linux: PROGRAM,
  }[context.electronPlatformName];
  if (program === undefined) throw new Error(`no fuses known for ${context.electronPlatformName}`);
  await flipFuses(join(context.appOutDir, program), { ...FUSES, resetAdHocDarwinSignature: context.electronPlatformName === 'darwin' });
}
