import type { ApiErrorItem, RateLimitFacts } from '../errors/api-errors.js';
import { ProtocolError } from '../errors/network-errors.js';
import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
  plainValue,
} from './decoded.js';

/** What a reply says: data, or why not. */
export type Envelope =
  { readonly ok: true; readonly data: Decoded } | { readonly ok: false; readonly items: readonly ApiErrorItem[] };

/**
 * Opens the envelope of a reply. Success is `status === 1` and nothing else: a refusal was seen with an empty `errors`
 * and only `errorMessage`, and one without any `status`.
 *
 * @throws ProtocolError when there is no envelope.
 */
export const parseEnvelope = (reply: Decoded): Envelope => {
  const response = isDecodedObject(reply) ? getKey(reply, 'response') : undefined;
  if (!isDecodedObject(response)) throw new ProtocolError('The reply has no "response"');
  const status = getKey(response, 'status');
  if (status === 1) return { ok: true, data: getKey(response, 'data') ?? null };
  const items = parseErrors(response);
  if (items.length === 0 && status === undefined)
    throw new ProtocolError('The reply has neither a status nor an error');
  return { ok: false, items };
};

type Item = DecodedObject | DecodedMap;

const text = (item: Item, key: string): string | undefined => {
  const value = getKey(item, key);
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(plainValue(value)) : String(value);
};

const code = (item: Item): string | number | undefined => {
  const value = getKey(item, 'err_code');
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};

const plain = (publicMessage: string): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage,
  attributeName: undefined,
});

const describesError = (value: Item): boolean =>
  ['publicMessage', 'err_msg', 'err_code'].some((key) => getKey(value, key) !== undefined);

const parseItem = (value: Decoded): ApiErrorItem[] => {
  if (value === null || value === '' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap(parseItem);
  if (!isDecodedObject(value)) return [plain(String(value))];
  // An object that is no error itself holds them, by number or by attribute.
  if (!describesError(value)) return entriesOf(value).flatMap(([, item]) => parseItem(item));
  const item = {
    code: code(value),
    message: text(value, 'err_msg'),
    publicMessage: text(value, 'publicMessage'),
    attributeName: text(value, 'attribute_name'),
  };
  // An item that says nothing must not hide `errorMessage`.
  return item.code === undefined && item.message === undefined && item.publicMessage === undefined ? [] : [item];
};

/**
 * The errors of a reply, whatever their shape: a list, one object (a bad network id, row 143), plain strings, or only
 * `errorMessage`. Total: an odd shape never hides the error.
 */
export const parseErrors = (response: Item): ApiErrorItem[] => {
  const items = parseItem(getKey(response, 'errors') ?? null);
  if (items.length > 0) return items;
  const message = text(response, 'errorMessage');
  return message === undefined ? [] : [plain(message)];
};

// Both wordings of wire.md: the first recorded, the second from TUNE's documentation.
const LIMIT_REFUSAL = /API usage exceeded rate limit|exceeded API rate limit/i;
const CONFIGURED = /Configured:\s*(\d+)\s*\/\s*(\d+)s/i;
const USAGE = /Your usage:\s*(\d+)/i;

const number = (match: string | undefined, scale = 1): number | undefined =>
  match === undefined ? undefined : Number(match) * scale;

/** What the service said of its limit, or `undefined` when the errors are of another kind. */
export const parseRateLimit = (items: readonly ApiErrorItem[]): RateLimitFacts | undefined => {
  const text = items.map(({ publicMessage, message }) => `${publicMessage ?? ''} ${message ?? ''}`).join('\n');
  if (!LIMIT_REFUSAL.test(text)) return undefined;
  const configured = CONFIGURED.exec(text);
  return {
    limit: number(configured?.[1]),
    window: number(configured?.[2], 1000),
    usage: number(USAGE.exec(text)?.[1]),
  };
};

// Wordings of wire.md; the network id's is recorded, the others are those that other clients match.
const REFUSAL = /is not authenticated|is not white-?listed|Network id is not valid|not authorized to/i;

/** Whether the service refused who asks, not what was asked. */
export const isAuthenticationRefusal = (items: readonly ApiErrorItem[]): boolean =>
  items.some(({ publicMessage, message }) => REFUSAL.test(`${publicMessage ?? ''} ${message ?? ''}`));
