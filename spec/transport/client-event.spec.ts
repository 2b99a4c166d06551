import { describe, expectTypeOf, it } from 'vitest';
import type { ClientEvent, RawLogEvent } from 'rxoffers';

describe('ClientEvent', () => {
  it('is told apart by its type', () => {
    expectTypeOf<Extract<ClientEvent, { type: 'retry' }>>().toHaveProperty('delay').toEqualTypeOf<number>();
    expectTypeOf<Extract<ClientEvent, { type: 'reply' }>>().toHaveProperty('body').toEqualTypeOf<() => string>();
    expectTypeOf<Extract<ClientEvent, { type: 'paused' }>>().not.toHaveProperty('target');
    expectTypeOf<Extract<ClientEvent, { type: 'resume' }>>().toHaveProperty('offset').toEqualTypeOf<number>();
    expectTypeOf<Extract<ClientEvent, { type: 'records skipped' }>>().toHaveProperty('count').toEqualTypeOf<number>();
  });
});

describe('RawLogEvent', () => {
  it('is of these kinds, each of which says which file or log', () => {
    expectTypeOf<RawLogEvent['type']>().toEqualTypeOf<
      'resume' | 'link renewed' | 'restart' | 'records skipped' | 'listing failed' | 'file vanished' | 'file too late'
    >();
    expectTypeOf<Exclude<RawLogEvent, { type: 'listing failed' }>>().toHaveProperty('file').toEqualTypeOf<string>();
    expectTypeOf<Extract<RawLogEvent, { type: 'listing failed' }>>().toHaveProperty('log').toEqualTypeOf<string>();
    expectTypeOf<RawLogEvent>().toExtend<ClientEvent>();
  });
});
