import { describe, expect, it } from 'vitest';
import { dirIn, logNames } from '../../../lib/sandbox/raw-logs/log-entry.js';

const HOUR = 1_473_411_600_000;

describe('logNames', () => {
  it('makes names as recorded, the same for the same seed', () => {
    expect(logNames(1)('clicks', HOUR)).toMatch(/^20160909\/clicks-1473411600-\w{6}\.zip$/);
    expect(logNames(1)('clicks', HOUR)).toBe(logNames(1)('clicks', HOUR));
  });

  it('makes another for another seed, kind, hour or turn', () => {
    const names = [
      logNames(1)('clicks', HOUR),
      logNames(2)('clicks', HOUR),
      logNames(1)('impressions', HOUR),
      logNames(1)('clicks', HOUR + 3_600_000),
      logNames(1)('clicks', HOUR, 1),
    ];
    expect(new Set(names.map((name) => name.slice(-10))).size).toBe(names.length);
  });
});

describe('dirIn', () => {
  it('finds the folder of a name, and none where there is none', () => {
    expect(dirIn('20160909/clicks-1-a.zip')).toBe('20160909');
    for (const name of ['clicks.zip', '2016/clicks.zip', '20160909/../x.zip', '20160909/a b.zip', '20160909/a.csv'])
      expect(dirIn(name)).toBeUndefined();
  });
});
