import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../lib/sandbox/catalog/kinds.js';

describe('kindsOf', () => {
  it('says what each field of a model holds', () => {
    expect(kindsOf('Conversion')).toMatchObject({
      ...{
        id: 'id',
        payout: 'decimal',
        datetime: 'datetime',
        status: 'enum',
        is_adjustment: 'boolean01',
        ip: 'string',
      },
    });
  });

  it('knows models without known fields, and no others', () => {
    expect(kindsOf('Stat')).toEqual({});
    expect(kindsOf('Nothing')).toBeUndefined();
    expect(kindsOf('constructor')).toBeUndefined();
  });
});
