import { describe, expect, it } from 'vitest';
import { csvNameOf } from '../../../lib/sandbox/raw-logs/log-entry.js';
import { entryOf } from './raw-log-call.js';

describe('csvNameOf', () => {
  it('is named as the archive, without its folder', () => {
    expect(csvNameOf(entryOf())).toBe('clicks-1473411600-SlY9UO.csv');
  });
});
