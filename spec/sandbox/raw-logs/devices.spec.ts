import { describe, expect, it } from 'vitest';
import { DEVICES } from '../../../lib/sandbox/raw-logs/row-facts.js';

describe('DEVICES', () => {
  it('have user agents with commas, and none that would need an escape', () => {
    expect(DEVICES.filter(({ agent }) => agent.includes(',')).length).toBeGreaterThan(2);
    for (const device of DEVICES) expect(Object.values(device).join()).not.toMatch(/["\n]/);
  });
});
