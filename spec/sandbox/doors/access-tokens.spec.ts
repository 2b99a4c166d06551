import { describe, expect, it } from 'vitest';
import { createAccessTokens } from '../../../lib/sandbox/auth/authorize.js';

describe('access tokens', () => {
  it('are good for so many seconds', () => {
    let time = 0;
    const tokens = createAccessTokens(10, () => time);
    const token = tokens.issue();
    time = 9_999;
    expect(tokens.knows(token)).toBe(true);
    time = 10_000;
    expect(tokens.knows(token)).toBe(false);
  });

  it('are counted, and all different', () => {
    const tokens = createAccessTokens(10, () => 0);
    expect(tokens.issue()).not.toBe(tokens.issue());
    expect(tokens.issued).toBe(2);
    expect(tokens.knows('another')).toBe(false);
  });

  it('may be revoked, those that were given out', () => {
    const tokens = createAccessTokens(10, () => 0);
    const before = tokens.issue();
    tokens.revoke();
    expect([tokens.knows(before), tokens.knows(tokens.issue()), tokens.issued]).toEqual([false, true, 2]);
  });
});
