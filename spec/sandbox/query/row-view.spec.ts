import { describe, expect, it } from 'vitest';
import { createTable } from '../../../lib/sandbox/store/table.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { createRowView } from '../../../lib/sandbox/query/field-reader.js';

describe('createRowView', () => {
  it('reads the row it was moved to, the id without making it', () => {
    const table = createTable(ENTITIES.Offer, 1, countsOf({}));
    let made = 0;
    const counting = { ...table, size: table.size, get: (id: string | number) => ((made += 1), table.get(id)) };
    const { moveTo } = createRowView(counting);
    expect(moveTo(3).value('id')).toBe(3);
    expect(made).toBe(0);
    expect([moveTo(4).value('name'), moveTo(4).value('other')]).toEqual([table.get(4)?.['name'], null]);
    expect(made).toBe(2);
  });
});
