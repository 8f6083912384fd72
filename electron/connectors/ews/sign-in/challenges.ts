/** How a server lets people in, as far as it is known here. */
export interface Offered {
  readonly ntlm: 'NTLM' | 'Negotiate' | undefined;
  readonly basic: boolean;
}

/** Reads the lines of WWW-Authenticate. Negotiate stands for NTLM where that is not named: a bare NTLM message in it is taken (MS-NTHT §2.2). */
export function readOffered(challenges: readonly string[]): Offered {
  const schemes = new Set(challenges.flatMap((line) => line.split(',').map((part) => part.trim().split(/[\s=]/, 1)[0]?.toLowerCase() ?? '')));
  return { ntlm: schemes.has('ntlm') ? 'NTLM' : schemes.has('negotiate') ? 'Negotiate' : undefined, basic: schemes.has('basic') };
}

/** The token that a server sent with its scheme, if any. */
export function tokenIn(challenges: readonly string[], scheme: string): Buffer | undefined {
  for (const line of challenges) {
    const [, value] = new RegExp(`^\\s*${scheme}\\s+([A-Za-z0-9+/=]+)\\s*$`, 'i').exec(line) ?? [];
    if (value !== undefined) return Buffer.from(value, 'base64');
  }
  return undefined;
}
