import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../lib/sandbox/store/random.js';
import { hexPool } from '../../../lib/sandbox/raw-logs/row-facts.js';

describe('hexPool', () => {
  it('has a word for every number, by its low eight bits', () => {
    const pool = hexPool(randomFor(1, 'pool')(0), ({ hex }) => hex(8));
    const words = Array.from({ length: 256 }, (_, bits) => pool(bits));
    expect(new Set(words).size).toBe(256);
    for (const word of words) expect(word).toMatch(/^[0-9a-f]{8}$/);
    expect(pool(0xffffff03)).toBe(words[3]);
  });
});
