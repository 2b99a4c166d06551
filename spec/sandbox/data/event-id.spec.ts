import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../lib/sandbox/store/random.js';
import { eventId } from '../../../lib/sandbox/store/random.js';

describe('eventId', () => {
  it('looks like a UUID, ends in the id of the row, and is the same each time', () => {
    const draws = randomFor(1, 'x');
    expect(eventId(draws(3), 300)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-00000000012c$/);
    expect(eventId(draws(3), 300)).toBe(eventId(draws(3), 300));
  });
});
