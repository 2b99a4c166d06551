import { describe, expect, it } from 'vitest';
import { handlerOf, handlersOf } from '../../../lib/sandbox/handlers/handlers.js';

describe('handlersOf', () => {
  it('knows the targets of the reference client (rows 89–134)', () => {
    const targets = [
      'Advertiser',
      'Affiliate',
      'AffiliateUser',
      'Application',
      'Conversion',
      'Goal',
      'Offer',
      'OfferFile',
      'RawLog',
      'Tag',
    ];
    for (const target of targets) expect(handlersOf(target)).toBeDefined();
    for (const target of ['', 'Nothing', 'constructor']) expect(handlersOf(target)).toBeUndefined();
  });
});

describe('handlerOf', () => {
  it('finds a method, and nothing that is inherited', () => {
    expect(handlerOf(handlersOf('Offer') ?? {}, 'findAll')).toBeTypeOf('function');
    expect(handlerOf(handlersOf('Offer') ?? {}, 'toString')).toBeUndefined();
  });
});
