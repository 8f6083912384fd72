// Preloaded by every npm script (`node --import`), so that a Node that cannot run the sources says so instead of failing obscurely.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `SyncTrace needs Node 22.18 or newer to build and this is ${process.versions.node}.\n` +
      'On most platforms `npm ci` brings a newer one along and npm scripts use it by themselves: run `npm ci`, then `npm run …` again.\n' +
      `No such Node is published for ${process.platform} ${process.arch}; there, install one and try again.\n`,
  );
  process.exit(1);
}
