import { describe, expect, it } from 'vitest';
import { project } from '../../../lib/raw-logs/records/record-maker.js';

const FILE = '20160909/clicks.zip';

describe('project', () => {
  it('takes every column where none are chosen', () => {
    expect(project(['a', 'b'], undefined, [], FILE)).toEqual({ columns: ['a', 'b'], cells: [0, 1] });
  });

  it('takes the last of a name that comes twice', () => {
    expect(project(['a', 'b', 'a'], undefined, [], FILE)).toEqual({ columns: ['a', 'b'], cells: [2, 1] });
    expect(project(['a', 'b', 'a'], ['a'], [], FILE)).toEqual({ columns: ['a'], cells: [2] });
  });

  it('takes the chosen ones alone, in the order asked for, each once', () => {
    expect(project(['a', 'b', 'c'], ['c', 'a', 'c'], [], FILE)).toEqual({ columns: ['c', 'a'], cells: [2, 0] });
  });

  it('lets a column that is known be missing (row 133)', () => {
    expect(project(['a'], ['b', 'a'], ['b'], FILE)).toEqual({ columns: ['b', 'a'], cells: [-1, 0] });
  });

  it('refuses a column that nobody knows, and names those that there are', () => {
    expect(() => project(['a', 'b'], ['a', 'offer_idd'], ['offer_id'], FILE)).toThrow(
      new RangeError(`${FILE} has no column "offer_idd"; it has a, b`),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes no %s from where objects have it', (name) => {
    expect(() => project(['a'], [name], [], FILE)).toThrow(RangeError);
    expect(project(['a', name], [name], [], FILE)).toEqual({ columns: [name], cells: [1] });
  });
});
