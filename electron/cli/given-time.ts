import { AppError } from '../../shared/errors.ts';

/** A time given with an option, as RFC 3339 in UTC; anything else is wrong usage. */
export function givenTime(option: string, text: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new AppError('usage', { context: { what: `${option} is a time like 2026-03-01T09:00:00Z` } });
  return new Date(milliseconds).toISOString();
}
