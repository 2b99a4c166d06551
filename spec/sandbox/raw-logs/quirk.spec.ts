import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../lib/sandbox/store/random.js';
import { anomaly } from '../../../lib/sandbox/raw-logs/row-facts.js';

describe('quirk', () => {
  it('is now a quote, now a newline, now a letter beyond ASCII', () => {
    const all = Array.from({ length: 100 }, (_, index) => anomaly(randomFor(1, 'quirks')(index))).join('|');
    for (const pattern of [/"/, /\n/, /\r\n/, /,/, /[\u0100-\uffff]/]) expect(all).toMatch(pattern);
  });
});
