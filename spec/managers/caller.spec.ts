import { type Observable, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createCaller, encodeCall } from '../../lib/calls/caller.js';
import type { ManagerContext } from '../../lib/managers/managers.js';
import { createRegistry } from '../../lib/models/registry.js';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { ApiRequest } from '../../lib/transport/request.js';
import type { Reply } from '../../lib/transport/reply.js';
import { collect, failureOf } from '../support/collect.js';

const setUp = (data: Decoded) => {
  const sent: ApiRequest[] = [];
  const send = (request: ApiRequest): Observable<Reply> => {
    sent.push(request);
    return of({ data, requestId: undefined });
  };
  const context = { send, registry: createRegistry({}) } as unknown as ManagerContext;
  return { sent, caller: createCaller(context, 'Offer') };
};

describe('a caller', () => {
  it('sends nothing before a subscription, and once for each', async () => {
    const { sent, caller } = setUp('x');
    const value = caller.callForData('findAll', { id: 3 });
    expect(sent).toHaveLength(0);
    await collect(value);
    await collect(value);
    expect(sent).toHaveLength(2);
  });

  it('tells reads from writes by the catalog; an unknown method is a write', async () => {
    const { sent, caller } = setUp('x');
    for (const method of ['findAll', 'create', 'neverHeardOf']) await collect(caller.callForData(method, {}));
    expect(sent.map(({ kind }) => kind)).toEqual(['read', 'write', 'write']);
  });

  it('emits the data as it is (row 65), or as a model where it is one', async () => {
    const row = { Offer: { id: '3' } };
    const { caller } = setUp(row);
    expect(await collect(caller.callForData('findById', {}))).toEqual([row]);
    expect((await collect(caller.callForModel('findById', {}))).map(String)).toEqual(['Offer: 3']);
    expect((await collect(caller.callForModel('x', {}, { model: 'Other' }))).map(String)).toEqual(['Offer: 3']);
  });

  it('makes errors of arguments errors of the stream', async () => {
    const { sent, caller } = setUp('x');
    const refuse = (): never => {
      throw new TypeError('wrong');
    };
    expect(await failureOf(caller.callForData('findAll', refuse))).toEqual(new TypeError('wrong'));
    expect(await failureOf(caller.callForModel('create', {}, { upload: refuse }))).toEqual(new TypeError('wrong'));
    expect(sent).toHaveLength(0);
  });
});

describe('encodeCall', () => {
  it('encodes parameters, or asks for the pairs', () => {
    expect(encodeCall({ id: 3 })).toEqual([['id', '3']]);
    expect(encodeCall(() => [['id', '4']])).toEqual([['id', '4']]);
  });
});
