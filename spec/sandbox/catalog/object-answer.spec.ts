import { describe, expect, it } from 'vitest';
import { objectAnswer } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { callOf } from './catalog-call-of.js';

describe('objectAnswer', () => {
  it('says what was asked, lists aside', () => {
    expect(objectAnswer(callOf('AdManager.getUsage', { start_date: '2024-01-01', 'x[]': 'y' }))).toEqual({
      ...{ name: 'getUsage', value: '1', start_date: '2024-01-01' },
    });
  });

  it('shows no secret', () => {
    const secrets = { NetworkToken: 'NETx', password: 'hunter2', token: 'abc', api_key: 'key', auth_token: 'abc' };
    expect(objectAnswer(callOf('Authentication.findUserByToken', secrets))).toEqual({
      ...{ name: 'findUserByToken', value: '1' },
    });
  });
});
