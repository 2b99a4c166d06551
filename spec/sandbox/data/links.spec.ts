import { describe, expect, it } from 'vitest';
import { createLinks } from '../../../lib/sandbox/store/store.js';

describe('createLinks', () => {
  it('has what the base says until it is changed', () => {
    const links = createLinks((id) => (id === '1' ? ['CZ'] : []));
    links.add('1', 'ES');
    links.add('1', 'ES');
    links.add('2', 'US');
    expect([links.of('1'), links.of('2'), links.of('3')]).toEqual([['CZ', 'ES'], ['US'], []]);
    links.remove('1', 'CZ');
    links.remove('3', 'CZ');
    expect([links.of('1'), links.has('1', 'CZ'), links.has('1', 'ES')]).toEqual([['ES'], false, true]);
  });
});
