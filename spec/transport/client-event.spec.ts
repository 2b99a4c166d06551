import { describe, expectTypeOf, it } from 'vitest';
import type { ClientEvent } from '../../lib/transport/client-event.js';

describe('ClientEvent', () => {
  it('is told apart by its type', () => {
    expectTypeOf<Extract<ClientEvent, { type: 'retry' }>>().toHaveProperty('delay').toEqualTypeOf<number>();
    expectTypeOf<Extract<ClientEvent, { type: 'reply' }>>().toHaveProperty('body').toEqualTypeOf<() => string>();
    expectTypeOf<Extract<ClientEvent, { type: 'paused' }>>().not.toHaveProperty('target');
  });
});
