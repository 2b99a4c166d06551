import { describe, expect, it } from 'vitest';
import { whole } from '../../../lib/sandbox/http/delivery.js';

describe('whole', () => {
  it('sends everything and finishes', () => {
    const body = Buffer.from('x');
    expect(whole(200, {}, body)).toEqual({ status: 200, headers: {}, body, sends: 'all', end: 'finish' });
  });
});
