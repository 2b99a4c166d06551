import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

describe('tags', () => {
  it('are created with the columns of the wire, and deleted for good (row 117)', async () => {
    const sandbox = await openSandbox({ tags: 0 });
    const data = await dataOf(sandbox, 'Tag.create', { 'data[name]': 'x' });
    expect(data).toMatchObject({ Tag: { id: '1', attribute: 'Custom', name: 'x', active: '1' } });
    expect(await dataOf(sandbox, 'Tag.delete', { id: '1' })).toBe(true);
    expect(await dataOf(sandbox, 'Tag.findById', { id: '1' })).toBeNull();
  });
});
