import { reportWordsEn } from '../../../../shared/messages/report-en.ts';

/** Tells a time in UTC and, where the zone is another, in that zone. */
export type TimeWords = (time: string) => string;

/** Times to the second, `2026-03-01 09:00:04`; what is no time is told as it is. */
export function timeWords(zone: string): TimeWords {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return (time) => {
    const milliseconds = Date.parse(time);
    if (Number.isNaN(milliseconds)) return time;
    const utc = new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
    const part = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
    const day = `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
    const clock = `${part.get('hour')}:${part.get('minute')}:${part.get('second')}`;
    if (zone === 'UTC') return `${utc} UTC`;
    return reportWordsEn.bothTimes(utc, utc.startsWith(day) ? clock : `${day} ${clock}`, zone);
  };
}

/** The zone, or UTC where this machine knows none of that name. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}
