/**
 * What the engine needs from the world. Implementations: `electron/services/system-ports.ts` for real use,
 * `electron/testing` for tests. What waits is asynchronous; nothing here throws but what its comment names.
 */
/** Milliseconds since 1970 UTC, and waiting; waiting rejects with the signal's reason when cancelled. */
export interface Clock {
    nowMs(): number;
    sleep(milliseconds: number, signal?: CancelSignal): Promise<void>;
}
/** Fresh ids: URL-safe, unguessable, unique. */
export interface Ids {
    next(): string;
}
/** What pure layers see of an AbortSignal. */
export interface CancelSignal {
    readonly aborted: boolean;
    readonly reason: unknown;
    throwIfAborted(): void;
}
/** Log of facts for a developer: ids, counts, statuses. Never personal data or secrets. */
export interface Log {
    debug(event: string, facts?: LogFacts): void;
    info(event: string, facts?: LogFacts): void;
    warn(event: string, facts?: LogFacts): void;
}
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
/** A password, or a token with the way to a fresh one. */
export type Secret = {
    readonly type: 'password';
    readonly password: string;
} | {
    readonly type: 'bearer';
    readonly token: string;
    readonly refresh?: () => Promise<string>;
};
/** Where secrets are kept; the case file holds at most a reference. `get` answers null where it has none. */
export interface SecretVault {
    get(reference: string): Promise<Secret | null>;
    set(reference: string, secret: Secret): Promise<void>;
    remove(reference: string): Promise<void>;
}
