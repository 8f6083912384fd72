import { SECRET_KINDS, type SecretKind } from '../../../shared/messages/report-en.ts';

/** A secret in a text: what it is, and where in the text. */
export interface FoundSecret {
  readonly kind: SecretKind;
  readonly at: number;
  readonly length: number;
}

// Long texts are read in linear time: no pattern has a repetition inside another.
const PATTERNS: Readonly<Record<SecretKind, readonly RegExp[]>> = {
  'private-key': [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s]{0,20000})/g, /PuTTY-User-Key-File-\d[\s\S]{0,20000}?Private-MAC:\s*\w+/g],
  'address-with-password': [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@:]{1,200}:[^\s/@]{1,200}@[^\s]{1,500}/gi],
  'signed-address': [
    /\bhttps?:\/\/[^\s"'<>]{1,2000}?[?&#;](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|access_token|refresh_token|id_token|auth_token|authtoken|token|tempauth|authkey|api_?key|key|sas|code|pwd|passw(?:or)?d)=[^\s"'<>&]{6,2000}[^\s"'<>]{0,2000}/gi,
    // An import session of Exchange: whoever has the address may write.
    /\bhttps:\/\/outlook\.office(?:365)?\.(?:com|us)\/[^\s"'<>]{0,1000}\/(?:importItem|importUrl)[^\s"'<>]{0,2000}/gi,
  ],
  'token': [
    /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)*/g,
    /\b(?:bearer|basic|negotiate|ntlm)\s+[A-Za-z0-9+/_.~-]{16,}={0,2}/gi,
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|ya29\.[\w-]{20,}|EwB[A-Za-z0-9+/=]{60,}|sk-[A-Za-z0-9_-]{20,})/g,
    /\b(?:access|refresh|id|auth|api|bearer)[ _-]?(?:token|key)\b["']?\s{0,4}(?:[:=]|\bis\b)\s{0,4}["']?[^\s"',;(][^\s"',;]{7,}/gi,
    /\b(?:set-)?cookie\s{0,2}:\s{0,2}[^\s=;]{1,100}=[^\s;]{8,}/gi,
  ],
  'access-key': [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, /\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}/g, /\bAIza[\w-]{35}\b/g],
  'password': [
    /(?<![\p{L}\p{N}])(?:pass(?:wor[dt]|code|phrase|wd)?|pwd|pw|pin(?:[ -]?(?:code|nummer|number))?|kennwort|passwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль|şifre|parola|adgangskode|lösenord|salasana|secret|client[ _-]?secret|geheimnis|puk|cvv|cvc|(?:wlan|wi-?fi|recovery|backup|security|access|entry|door|gate|alarm|zugangs|tür|sicherheits)[ -]?(?:key|code|schlüssel))["']?\s{0,4}(?:[:=：＝]|\bis\b|\bist\b|\blautet\b|->|→)\s{0,4}["']?[^\s"',;(][^\s"',;]{2,}/giu,
  ],
};

/** Whatever in a text looks like a password, token, key or an address that lets in whoever has it; in the order of their places, none inside another. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found = SECRET_KINDS.flatMap((kind) => PATTERNS[kind].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ kind, at: match.index, length: match[0].length }))));
  const kept: FoundSecret[] = [];
  for (const one of found.sort((left, right) => left.at - right.at || right.length - left.length)) {
    const last = kept.at(-1);
    if (last === undefined || one.at >= last.at + last.length) kept.push(one);
  }
  return kept;
}

/** The text with every secret replaced by the mask, a word in parentheses: nothing of it is taken for a secret again. */
export function maskSecrets(text: string, mask: string): string {
  let masked = text;
  // What was masked may have stood where the name of a secret looked for its value.
  for (let found = findSecrets(masked); found.length > 0; found = findSecrets(masked)) {
    const pieces: string[] = [];
    let from = 0;
    for (const { at, length } of found) {
      pieces.push(masked.slice(from, at), mask);
      from = at + length;
    }
    masked = pieces.join('') + masked.slice(from);
  }
  return masked;
}
