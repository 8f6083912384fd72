import { normaliseText } from './normalise-text.ts';

/** An e-mail address as it is compared: lower case, without `mailto:` and without blanks around it. */
export function normaliseEmail(address: string): string {
  const lower = normaliseText(address).toLowerCase();
  return lower.startsWith('mailto:') ? lower.slice(7) : lower;
}
