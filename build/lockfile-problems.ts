/** What of package-lock.json the check reads. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What of package.json the check reads. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const EXACT = /^(?:(?:npm:(?:@[^@]+|[^@]+)@)?\d+\.\d+\.\d+(?:-[\w.]+)?|file:[\w./-]+)$/;

/** Everything that would make `npm ci` fail, or differ, on another machine; empty where the lock is complete. */
export function lockfileProblems(lock: Lockfile, manifest: Manifest): string[] {
  const problems: string[] = [];
  for (const [path, locked] of Object.entries(lock.packages)) {
    problems.push(...missingPlatforms(lock, path, locked));
    // Folders of this checkout have no host and no archive; npm finds such a link by its `resolved`, which is its folder (`bin`).
    if (locked.link === true || !path.startsWith('node_modules/')) continue;
    if (locked.resolved !== undefined) {
      problems.push(`${path} names the host it came from (\`resolved\`); run npm with this project's .npmrc`);
    }
    if (locked.integrity === undefined && locked.inBundle !== true) {
      problems.push(`${path} has no integrity`);
    }
  }
  for (const [name, range] of declared(manifest)) {
    if (!EXACT.test(range)) problems.push(`${name} is given as ${range}; name one exact version`);
  }
  return problems;
}

/**
 * npm writes a lock without the platform packages that a mirror happens to lack, and `npm ci` refuses it everywhere else: so every
 * optional dependency that a locked package names must be locked too.
 */
function missingPlatforms(lock: Lockfile, path: string, locked: LockedPackage): string[] {
  return Object.keys(locked.optionalDependencies ?? {})
    .filter((name) => !isLocked(lock, path, name))
    .map((name) => `${path === '' ? 'package.json' : path} needs ${name} on some platform, and the lock lacks it`);
}

/** Looks a package up as Node does: beside its parent, then further out. */
function isLocked(lock: Lockfile, from: string, name: string): boolean {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(lock.packages, path)) return true;
    if (folder === '') return false;
  }
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('/node_modules/');
  return cut < 0 ? '' : path.slice(0, cut);
}

function declared(manifest: Manifest): [string, string][] {
  return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) => Object.entries(group ?? {}));
}
