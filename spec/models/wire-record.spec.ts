import { expectTypeOf, it } from 'vitest';
import type { WireRecord } from '../../lib/models/model.js';

it('holds what a reply can hold, and is not written to', () => {
  expectTypeOf<{ id: string; access: string[]; gone: null }>().toExtend<WireRecord>();
  expectTypeOf<{ made: Date }>().not.toExtend<WireRecord>();
});
