import { concat, EMPTY, NEVER, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { firstOrNull } from '../../lib/managers/affiliates.js';
import { collect, failureOf } from '../support/collect.js';

describe('firstOrNull', () => {
  it('emits the first and leaves the rest', async () => {
    expect(await collect(firstOrNull(concat(of(1, 2), NEVER)))).toEqual([1]);
  });

  it('emits null for none', async () => {
    expect(await collect(firstOrNull(EMPTY))).toEqual([null]);
  });

  it('passes a failure on', async () => {
    expect(await failureOf(firstOrNull(throwError(() => new Error('no'))))).toMatchObject({ message: 'no' });
  });
});
