const DURATION = /^([+-])?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i;

/** A duration: whole days apart from seconds, since a day is not always 24 hours long (RFC 5545 §3.3.6). */
export interface Duration {
  readonly days: number;
  readonly seconds: number;
}

/** Reads a DURATION value (RFC 5545 §3.3.6); undefined for what is none. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (match === null || text.length < 3) return undefined;
  const part = (index: number): number => Number(match[index] ?? '0');
  const sign = match[1] === '-' ? -1 : 1;
  return { days: sign * (part(2) * 7 + part(3)) || 0, seconds: sign * (part(4) * 3600 + part(5) * 60 + part(6)) || 0 };
}

/** One writing for every duration of the same meaning: `PT90M` and `PT1H30M` give the same text. */
export function durationText(duration: Duration): string {
  const { days, seconds } = duration;
  if (days < 0 || seconds < 0) return `-${durationText({ days: -days || 0, seconds: -seconds || 0 })}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

/** As a person says it: `1 day 2 hours`, `15 minutes`; the sign is left out. */
export function readableDuration(duration: Duration): string {
  const seconds = Math.abs(duration.seconds);
  const counts: readonly (readonly [number, string])[] = [
    [Math.abs(duration.days), 'day'],
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return words.length === 0 ? '0 minutes' : words.join(' ');
}
