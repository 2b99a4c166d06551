import { describe, expect, it } from 'vitest';
import { createAuthSchemes } from '../../../lib/sandbox/auth/authorize.js';

describe('createDoors', () => {
  it('accept tokens of their own', () => {
    const doors = createAuthSchemes({}, () => 0);
    expect([doors.accepts(doors.tokens.issue()), doors.accepts('x')]).toEqual([true, false]);
  });

  it('accept tokens of a sandbox they trust, as long as that one does', () => {
    const other = createAuthSchemes({}, () => 0);
    const doors = createAuthSchemes({ trusts: { knowsToken: other.tokens.knows } }, () => 0);
    const token = other.tokens.issue();
    expect([doors.accepts(token), doors.tokens.knows(token)]).toEqual([true, false]);
    other.tokens.revoke();
    expect(doors.accepts(token)).toBe(false);
  });
});
