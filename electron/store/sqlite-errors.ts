import { AppError, BugError, type ErrorCode, type ErrorContext } from '../../shared/errors.ts';

const BY_CODE: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  // The file system refused the write for want of room (quota, size limit) without saying ENOSPC.
  ['SQLITE_IOERR_WRITE', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_IOERR_SHMMAP', 'disk-full'],
  ['SQLITE_CORRUPT', 'case-damaged'],
  ['SQLITE_NOTADB', 'case-damaged'],
  ['SQLITE_IOERR', 'case-damaged'],
  ['SQLITE_BUSY', 'case-busy'],
  ['SQLITE_LOCKED', 'case-busy'],
  ['SQLITE_READONLY', 'file-not-writable'],
  ['SQLITE_PERM', 'file-not-writable'],
  ['SQLITE_CANTOPEN', 'file-not-writable'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'disk-full'],
  ['EROFS', 'file-not-writable'],
  ['EACCES', 'file-not-writable'],
  ['EPERM', 'file-not-writable'],
  ['ENOTDIR', 'file-not-writable'],
  ['ENOENT', 'file-not-writable'],
  ['ENAMETOOLONG', 'file-not-writable'],
  ['ELOOP', 'file-not-writable'],
];

/** The failure of SQLite or of the file system as an AppError; our own errors and anything unknown pass unchanged. */
export function asAppError(error: unknown, context: ErrorContext = {}): unknown {
  if (error instanceof AppError || error instanceof BugError || !(error instanceof Error)) return error;
  const sqliteCode = (error as { code?: unknown }).code;
  if (typeof sqliteCode !== 'string') return error;
  const found = BY_CODE.find(([prefix]) => sqliteCode.startsWith(prefix));
  return found === undefined ? error : new AppError(found[1], { context: { ...context, cause: sqliteCode }, cause: error });
}

/** Runs `work`; what SQLite throws leaves as an AppError. */
export function withAppErrors<T>(work: () => T, context?: ErrorContext): T {
  try {
    return work();
  } catch (error) {
    throw asAppError(error, context);
  }
}

/** The same object, every method of which throws AppErrors where SQLite failed, also from the iterators that they answer. */
export function guarded<T extends object>(api: T): T {
  const wrapped = Object.entries(api).map(([name, member]: [string, unknown]) => [name, guardedMember(member)]);
  return Object.fromEntries(wrapped) as T;
}

function guardedMember(member: unknown): unknown {
  if (typeof member === 'function') {
    return (...parameters: unknown[]) => {
      const result = withAppErrors(() => (member as (...given: unknown[]) => unknown)(...parameters));
      return isIterator(result) ? guardedIterator(result) : result;
    };
  }
  return member;
}

function isIterator(value: unknown): value is IterableIterator<unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;
}

function* guardedIterator(source: IterableIterator<unknown>): Generator<unknown> {
  try {
    yield* source;
  } catch (error) {
    throw asAppError(error);
  }
}
