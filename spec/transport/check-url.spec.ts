import { describe, expect, it } from 'vitest';
import { checkUrl } from '../../lib/protocol/validate.js';

describe('checkUrl', () => {
  it.each(['http://127.0.0.1:1/', 'https://x.example/a?b'])('takes %s', (value) => {
    expect(() => checkUrl('place', value)).not.toThrow();
  });

  it.each([undefined, 7, '', 'secret', 'ftp://secret/'])('refuses %j, and does not quote it', (value) => {
    expect(() => checkUrl('place', value)).toThrow(new TypeError('place should be an http or https URL'));
  });
});
