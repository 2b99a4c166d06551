import { describe, expect, it } from 'vitest';
import { openSandbox, refusalOf } from '../support/sandbox-call.js';

const ask = async (query: Record<string, string>): Promise<unknown> => {
  const sandbox = await openSandbox({ networkId: 'demo', networkToken: 'NETright', offers: 1 });
  const params = { NetworkToken: 'NETright', NetworkId: 'demo', Target: 'Offer', Method: 'findAllIds', ...query };
  return (await fetch(`${sandbox.endpoint}?${new URLSearchParams(params).toString()}`)).json();
};

describe('answer', () => {
  it('lets in who knows the network and its token', async () => {
    expect(await ask({})).toMatchObject({
      request: { Target: 'Offer', NetworkToken: 'NETright', NetworkId: 'demo' },
      response: { status: 1, data: ['1'] },
    });
  });

  it('refuses another network in the shape that has no status (row 143)', async () => {
    expect(await ask({ NetworkId: 'other' })).toEqual({
      response: { errors: { publicMessage: 'Network id is not valid' }, link: 'http://developers.hasoffers.com/' },
    });
  });

  it('refuses another token', async () => {
    expect(await ask({ NetworkToken: 'NETwrong' })).toMatchObject({
      response: { status: -1, errorMessage: 'NetworkToken NETwrong is not authenticated' },
    });
  });

  it('refuses targets and methods that are none', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Nothing.findAll')).toBe("Target 'Nothing' does not exist.");
    expect(await refusalOf(sandbox, 'Offer.toString')).toBe("Method 'toString' does not exist for target 'Offer'.");
  });
});
