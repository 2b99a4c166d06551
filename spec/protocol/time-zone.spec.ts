import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../lib/protocol/time-zone.js';
import { soak } from '../support/soak.js';

const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Prague',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
];

/** Formatters are costly: one for each zone. */
const perZone = <T>(create: (zone: string) => T): ((zone: string) => T) => {
  const made = new Map<string, T>();
  return (zone) => {
    const one = made.get(zone) ?? create(zone);
    made.set(zone, one);
    return one;
  };
};

const zoneOf = perZone((zone) => createTimeZone('timeZone', zone));
const offsetsOf = perZone((timeZone) => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }));

const wallTime = (zone: string, instant: string | number): string => zoneOf(zone).wallTime(new Date(instant));

/** The oracle: the offset that Intl names, added to the instant. */
const byOffset = (zone: string, instant: number): string => {
  const parts = offsetsOf(zone).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? [];
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  return new Date(instant + offset * 1000).toISOString().slice(0, 19).replace('T', ' ');
};

describe('a time zone', () => {
  it('writes instants as the offset of its name says', () => {
    const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 11, 31) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        expect(wallTime(zone, instant)).toBe(byOffset(zone, instant));
      }),
      { numRuns: soak(300, 10_000) },
    );
  });

  it('writes every hour of the two weeks around a change of clocks', () => {
    for (const zone of ZONES)
      for (const change of ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'])
        for (let hour = -36; hour <= 36; hour += 1) {
          const instant = Date.parse(change) + hour * 3_600_000 + 1_799_999;
          expect(wallTime(zone, instant)).toBe(byOffset(zone, instant));
        }
  });

  it.each([
    ['+02:00', '2026-01-01 02:00:00'],
    ['+0530', '2026-01-01 05:30:00'],
    ['-03', '2025-12-31 21:00:00'],
    ['-00:30', '2025-12-31 23:30:00'],
    ['+14:00', '2026-01-01 14:00:00'],
    ['UTC', '2026-01-01 00:00:00'],
    ['Etc/GMT+5', '2025-12-31 19:00:00'],
    ['europe/prague', '2026-01-01 01:00:00'],
  ])('may be an offset or a name: %s', (zone, expected) => {
    expect(wallTime(zone, '2026-01-01T00:00:00Z')).toBe(expected);
  });

  it('writes midnight as 00, and years with four digits', () => {
    expect(wallTime('Europe/Prague', '2026-06-30T22:00:00Z')).toBe('2026-07-01 00:00:00');
    expect(wallTime('Etc/GMT-1', '0950-05-04T03:02:01Z')).toBe('0950-05-04 04:02:01');
    expect(wallTime('UTC', '9999-12-30T00:00:00Z')).toBe('9999-12-30 00:00:00');
  });

  it('cuts off fractions of a second, before 1970 too', () => {
    expect(wallTime('Europe/Prague', '2026-01-01T00:00:00.999Z')).toBe('2026-01-01 01:00:00');
    expect(wallTime('+00:00', '1969-12-31T23:59:59.001Z')).toBe('1969-12-31 23:59:59');
    expect(wallTime('Etc/GMT', '1969-12-31T23:59:59.001Z')).toBe('1969-12-31 23:59:59');
  });

  it('gives two instants one wall time where clocks are put back', () => {
    expect(wallTime('Europe/Prague', '2026-10-25T00:30:00Z')).toBe('2026-10-25 02:30:00');
    expect(wallTime('Europe/Prague', '2026-10-25T01:30:00Z')).toBe('2026-10-25 02:30:00');
  });

  it('leaves out the wall times that a change to summer time skips', () => {
    expect(wallTime('Europe/Prague', '2026-03-29T00:59:59Z')).toBe('2026-03-29 01:59:59');
    expect(wallTime('Europe/Prague', '2026-03-29T01:00:00Z')).toBe('2026-03-29 03:00:00');
  });
});
