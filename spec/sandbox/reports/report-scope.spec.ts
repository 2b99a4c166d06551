import { describe, expect, it } from 'vitest';
import { checkField } from '../../../lib/sandbox/reports/request.js';

const refusal = (field: string) => `Field '${field}' does not exist or is not allowed to be used.`;

describe('checkField', () => {
  it('allows the fields of a list alone', () => {
    const scope = { fields: new Set(['Stat.clicks']) };
    expect(() => checkField(scope, 'Stat.clicks')).not.toThrow();
    expect(() => checkField(scope, 'Stat.payout')).toThrow(refusal('Stat.payout'));
  });

  it('allows any field where there is no list', () => {
    expect(() => checkField({}, 'ReferredAffiliate.company')).not.toThrow();
    for (const field of ['clicks', 'Stat.', 'stat.clicks', 'Stat.a.b', '__proto__.x'])
      expect(() => checkField({}, field)).toThrow(refusal(field));
  });
});
