import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { JsonObject } from '../wire/json.js';
import { writeJson } from '../wire/write-json.js';
import { whole, type Delivery } from './delivery.js';

const compress = promisify(gzip);

const JSON_TYPE = { 'content-type': 'application/json' };

/** A reply of the API, compressed for who takes gzip. */
export const jsonReply = async (envelope: JsonObject, acceptEncoding: string | undefined): Promise<Delivery> => {
  const text = Buffer.from(writeJson(envelope));
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return whole(200, JSON_TYPE, text);
  return whole(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, await compress(text, { level: 1 }));
};
