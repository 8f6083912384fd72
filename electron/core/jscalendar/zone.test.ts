import { describe, expect, it } from 'vitest';
import { dateTimeText, parseCivilTime } from './civil-time.ts';
import { ianaZone } from './iana-zone.ts';
import { isUnmistakable, namedZone } from './named-zone.ts';
import { ianaNameOfWindowsZone, windowsZoneNames } from './windows-zones.ts';
import { instantOf, UTC, zoneBehaviour, type Zone } from './zone.ts';

function zone(name: string): Zone {
  const found = namedZone(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

function instant(local: string, name: string): string {
  return dateTimeText(instantOf(parseCivilTime(local)?.seconds ?? Number.NaN, zone(name)));
}

describe('zones', () => {
  it('turns local times into instants, winter and summer', () => {
    expect(instant('20260115T090000', 'Europe/Berlin')).toBe('2026-01-15T08:00:00');
    expect(instant('20260715T090000', 'Europe/Berlin')).toBe('2026-07-15T07:00:00');
    expect(instant('20260715T090000', 'Asia/Kathmandu')).toBe('2026-07-15T03:15:00');
  });

  it('takes the first of a reading that comes twice, and the offset before a gap (RFC 5545 §3.3.5)', () => {
    expect(instant('20261025T023000', 'Europe/Berlin')).toBe('2026-10-25T00:30:00');
    expect(instant('20260329T023000', 'Europe/Berlin')).toBe('2026-03-29T01:30:00');
    expect(instant('20261101T013000', 'America/New_York')).toBe('2026-11-01T05:30:00');
  });

  it('agrees with the platform hour by hour through a year of changes', () => {
    for (const name of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Tehran']) {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(2021, 11, 31) / 1000; at < Date.UTC(2023, 0, 2) / 1000; at += 3599) {
        expect(dateTimeText(at + zone(name).offsetAt(at)).replace('T', ' ')).toBe(shown.format(at * 1000));
      }
    }
  });

  it('knows names of Windows, of vendors with a prefix, and UTC by many names', () => {
    expect(zone('W. Europe Standard Time').id).toBe('Europe/Berlin');
    expect(zone('w. europe standard time').id).toBe('Europe/Berlin');
    expect(zone('/vendor.test/20070129_1/America/Argentina/Buenos_Aires').id).toBe('America/Argentina/Buenos_Aires');
    expect(['UTC', 'GMT', 'Etc/UTC', 'tzone://Microsoft/Utc', 'Z'].map((name) => zone(name))).toEqual([UTC, UTC, UTC, UTC, UTC]);
  });

  it.each(['', 'Customized Time Zone', 'Mars/Olympus', '+01:00', '/', '/x'.repeat(5000), 'Europe/Berlin\n', 'a'.repeat(100_000)])('knows no zone %#', (name) => {
    expect(namedZone(name)).toBeUndefined();
  });

  it('maps every Windows name to a zone that the platform has', () => {
    expect(windowsZoneNames().filter((name) => ianaZone(ianaNameOfWindowsZone(name) ?? '') === undefined)).toEqual([]);
    expect(windowsZoneNames().length).toBeGreaterThan(135);
  });

  it('calls zones alike that set their clocks alike', () => {
    expect(zoneBehaviour(zone('Europe/Berlin'))).toBe('+01:00 +02:00@04,05,06,07,08,09,10');
    expect(zoneBehaviour(zone('Europe/Paris'))).toBe(zoneBehaviour(zone('W. Europe Standard Time')));
    expect(zoneBehaviour(zone('Africa/Lagos'))).toBe('+01:00');
  });

  it('trusts the names of places and of Windows, not abbreviations', () => {
    expect(['Europe/Berlin', 'UTC', 'Eastern Standard Time'].map(isUnmistakable)).toEqual([true, true, true]);
    expect(['EST', 'CET', 'Customized Time Zone'].map(isUnmistakable)).toEqual([false, false, false]);
  });
});
