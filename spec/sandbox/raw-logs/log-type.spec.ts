import { describe, expect, it } from 'vitest';
import { isLogType, LOG_TYPES } from '../../../lib/sandbox/raw-logs/options.js';

describe('isLogType', () => {
  it('knows the three kinds and nothing that every object has', () => {
    expect([...LOG_TYPES].every(isLogType)).toBe(true);
    for (const text of ['', 'Clicks', 'constructor', 'toString']) expect(isLogType(text)).toBe(false);
  });
});
