import { describe, expect, it } from 'vitest';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { badNetworkEnvelope, failureEnvelope, successEnvelope } from '../../../lib/sandbox/wire/envelope.js';
import { writeJson } from '../../../lib/sandbox/wire/json.js';

const params = parseBrackets([
  ['NetworkToken', 'NETsecret'],
  ['Target', 'Offer'],
  ['fields[]', 'id'],
  ['filters[id]', '3'],
]);

describe('successEnvelope', () => {
  it('echoes what was asked, with the token', () => {
    expect(writeJson(successEnvelope(params, true))).toBe(
      '{"request":{"Target":"Offer","Format":"json","Service":"HasOffers","Version":"2","NetworkToken":"NETsecret",' +
        '"fields":["id"],"filters":{"id":"3"}},' +
        '"response":{"status":1,"httpStatus":200,"data":true,"errors":[],"errorMessage":null}}',
    );
  });
});

describe('failureEnvelope', () => {
  it('has status -1, no data, and the first message twice', () => {
    const { response } = failureEnvelope(params, [{ publicMessage: 'No.' }, { publicMessage: 'Never.' }]);
    expect(response).toEqual({
      status: -1,
      httpStatus: 200,
      data: '',
      errors: [{ publicMessage: 'No.' }, { publicMessage: 'Never.' }],
      errorMessage: 'No.',
    });
  });
});

describe('badNetworkEnvelope', () => {
  it('has errors that are an object, and no status (row 143)', () => {
    expect(badNetworkEnvelope()).toEqual({
      response: { errors: { publicMessage: 'Network id is not valid' }, link: 'http://developers.hasoffers.com/' },
    });
  });
});
