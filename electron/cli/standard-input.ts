import { readFileSync } from 'node:fs';

/** The lines of standard input, read once: the passphrase stands before the password where both are given there. */
export function createSecretLines(): () => string | undefined {
  let lines: string[] | undefined;
  return () => {
    lines ??= readFileSync(0, 'utf8').split(/\r\n|\n/);
    return lines.shift();
  };
}
