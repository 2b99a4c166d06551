import { describe, expect, it } from 'vitest';
import { logClock } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { entryOf } from './raw-log-call.js';

describe('logClock', () => {
  it('spreads the rows over the hour', () => {
    const clock = logClock(entryOf({ rows: 4 }));
    expect([0, 1, 2, 3].map(clock)).toEqual([
      ...['2016-09-09 09:00:00', '2016-09-09 09:15:00', '2016-09-09 09:30:00', '2016-09-09 09:45:00'],
    ]);
  });

  it('stays in the hour however many rows there are, in whatever order they are asked for', () => {
    const clock = logClock(entryOf({ rows: 100_000 }));
    expect([99_999, 0, 99_999].map(clock)).toEqual([
      ...['2016-09-09 09:59:59', '2016-09-09 09:00:00', '2016-09-09 09:59:59'],
    ]);
  });
});
