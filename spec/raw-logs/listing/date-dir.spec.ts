import { inspect } from 'node:util';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DateDir } from 'rxoffers';
import { streamOf } from '../../../lib/streams/paginate.js';
import { collect } from '../../support/collect.js';

const FACTS = { dirName: '20160909', displayName: 'Sep 9, 2016' };
const dirOf = (facts = FACTS) => new DateDir(facts, () => streamOf(of(['a', 'b'])));

describe('DateDir', () => {
  it('has its wire fields as own enumerable properties, and nothing else', () => {
    expect({ ...dirOf() }).toEqual(FACTS);
    expect(Object.keys(dirOf())).toEqual(['dirName', 'displayName']);
    expect(dirOf().toObject()).toEqual(FACTS);
    expect(JSON.stringify(dirOf())).toBe('{"dirName":"20160909","displayName":"Sep 9, 2016"}');
  });

  it('says what it is (row 84)', () => {
    expect(String(dirOf())).toBe('DateDir: Sep 9, 2016 (20160909)');
    expect(inspect(dirOf())).toBe("DateDir { dirName: '20160909', displayName: 'Sep 9, 2016' }");
  });

  it('equals a dir with the same data, and nothing else (row 83)', () => {
    expect(dirOf().equals(dirOf())).toBe(true);
    expect(dirOf().equals(dirOf({ ...FACTS, dirName: '20160908' }))).toBe(false);
    expect(dirOf().equals(dirOf({ ...FACTS, displayName: '9 Sep' }))).toBe(false);
    expect(dirOf().equals(FACTS)).toBe(false);
    expect(dirOf().equals(null)).toBe(false);
  });

  it('lists its files', async () => {
    expect(await collect(dirOf().listLogs())).toEqual(['a', 'b']);
  });
});
