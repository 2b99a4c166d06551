import { rawLogIndex } from './raw-logs/raw-log-call.js';
import { describe, expect, it } from 'vitest';
import { argument, argumentId, argumentRow, entityId } from '../../lib/sandbox/handlers/call.js';
import type { Call } from '../../lib/sandbox/handlers/call.js';
import { createStore } from '../../lib/sandbox/store/store.js';
import { ENTITIES } from '../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../lib/sandbox/options.js';
import { parseBrackets } from '../../lib/sandbox/wire/params.js';

const callWith = (params: Record<string, string>): Call => ({
  ...{
    target: 'Offer',
    method: 'x',
    params: parseBrackets(Object.entries(params)),
    files: [],
    now: 0,
    maxPageSize: 1,
    reports: {},
    rawLogs: rawLogIndex,
    principal: { kind: 'network' } as const,
  },
  store: createStore(1, countsOf({ offers: 3 })),
});

describe('arguments', () => {
  it('are texts that are there', () => {
    expect(argument(callWith({ id: '3' }), 'id')).toBe('3');
    expect(() => argument(callWith({}), 'id')).toThrow('Missing required argument: id');
    expect(() => argument(callWith({ id: '' }), 'id')).toThrow('Missing required argument: id');
    expect(() => argument(callWith({ id: '-1' }), 'id')).toThrow('Row id is negative');
  });

  it('name rows that are there', () => {
    expect(argumentRow(callWith({ id: '3' }), 'id', 'Offer')['id']).toBe('3');
    expect(argumentId(callWith({ id: '03' }), 'id', 'Offer')).toBe('3');
    expect(entityId(callWith({ id: '03' }), ENTITIES.Offer)).toBe('3');
    expect(() => entityId(callWith({ id: '4' }), ENTITIES.Offer)).toThrow('Failed to hydrate rows: 4');
    expect(() => argumentId(callWith({ id: '4' }), 'id', 'Offer')).toThrow('Failed to hydrate rows: 4');
  });
});
