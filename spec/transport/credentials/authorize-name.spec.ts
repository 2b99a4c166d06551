import { describe, expect, it } from 'vitest';
import { isRead } from '../../../lib/catalog/methods.js';
import { AUTHORIZE } from '../../../lib/transport/auth/authorize.js';

describe('AUTHORIZE', () => {
  it('is the name of no call of the API', () => {
    expect(`${AUTHORIZE.target}.${AUTHORIZE.method}`).toBe('Integrator.authorize');
    expect(isRead(AUTHORIZE.target, AUTHORIZE.method)).toBe(false);
  });
});
