import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { parseExpirations } from '../../lib/raw-logs/raw-log-manager.js';

describe('readExpirations', () => {
  it.each<[Decoded, object]>([
    [
      { clicks: 90, conversions: '400', impressions: '0' },
      { clicks: 90, conversions: 400, impressions: 0 },
    ],
    [{ clicks: '90', leads: '7', impressions: 'never', conversions: {} }, { clicks: 90 }],
    [
      new Map<string, Decoded>([
        ['1', '2'],
        ['clicks', '90'],
      ]),
      { clicks: 90 },
    ],
    [{}, {}],
  ])('reads the days of each type from %j', (data, days) => {
    expect(parseExpirations(data)).toEqual(days);
  });

  it.each<[Decoded]>([[null], [true], ['90'], [90], [[]], [['clicks']]])('refuses %j, which has no names', (data) => {
    expect(() => parseExpirations(data)).toThrow(ProtocolError);
  });

  it.each<[Decoded]>([[null], [''], [true], [[]]])('takes no %j for a number of days', (clicks) => {
    expect(parseExpirations({ clicks })).toEqual({});
  });
});
