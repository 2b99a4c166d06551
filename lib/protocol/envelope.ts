import type { ApiErrorItem } from '../errors/api-errors.js';
import { ProtocolError } from '../errors/network-errors.js';
import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
  plainValue,
} from './ordered-json.js';

/** The content of a reply: its data, or the errors of a refused call. */
export type Envelope =
  | { readonly ok: true; readonly data: Decoded }
  | {
      readonly ok: false;
      readonly items: readonly ApiErrorItem[];
      /** The message of the whole reply. */
      readonly errorMessage: string | undefined;
    };

/**
 * Parses the envelope of a reply. Only `status === 1` is a success: recorded refusals include one with an empty `errors`
 * and only an `errorMessage`, and one without a `status`.
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
  return { ok: false, items, errorMessage: textOf(response, 'errorMessage') };
};

type ReplyObject = DecodedObject | DecodedMap;

const textOf = (item: ReplyObject, key: string): string | undefined => {
  const value = getKey(item, key);
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(plainValue(value)) : String(value);
};

const isCode = (value: Decoded | undefined): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

const codeOf = (item: ReplyObject): string | number | undefined =>
  [getKey(item, 'err_code'), getKey(item, 'error_name')].find(isCode);

/** An error that is only a text. */
export const errorOfText = (publicMessage: string): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage,
  attributeName: undefined,
});

const isErrorItem = (value: ReplyObject): boolean =>
  ['publicMessage', 'public_message', 'err_msg', 'err_code', 'error_name'].some(
    (key) => getKey(value, key) !== undefined,
  );

const parseItem = (value: Decoded): ApiErrorItem[] => {
  if (value === null || value === '' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap(parseItem);
  if (!isDecodedObject(value)) return [errorOfText(String(value))];
  // Any other object holds errors, keyed by number or by attribute.
  if (!isErrorItem(value)) return entriesOf(value).flatMap(([, item]) => parseItem(item));
  const item = {
    code: codeOf(value),
    message: textOf(value, 'err_msg'),
    publicMessage: textOf(value, 'publicMessage') ?? textOf(value, 'public_message'),
    attributeName: textOf(value, 'attribute_name'),
  };
  // An item without any text must not hide `errorMessage`.
  return item.code === undefined && item.message === undefined && item.publicMessage === undefined ? [] : [item];
};

/** The errors of a document that stands in place of the data: `{ errors: { error: … } }`, `{ public_message, error_name }`. */
const parseErrorDocument = (data: Decoded | undefined): ApiErrorItem[] => {
  if (!isDecodedObject(data)) return typeof data === 'string' ? parseItem(data) : [];
  return [
    ...(isErrorItem(data) ? parseItem(data) : []),
    ...parseItem(getKey(data, 'errors') ?? getKey(data, 'error') ?? null),
  ];
};

/**
 * Parses the errors of a reply in any shape: a list, one object (recorded for a bad network id), plain strings, only an
 * `errorMessage`, or a document under `data`. Never throws: an unusual shape must not hide the error.
 */
const parseErrors = (response: ReplyObject): ApiErrorItem[] => {
  const items = parseItem(getKey(response, 'errors') ?? null);
  if (items.length > 0) return items;
  const message = textOf(response, 'errorMessage');
  if (message !== undefined) return [errorOfText(message)];
  return getKey(response, 'status') === undefined ? [] : parseErrorDocument(getKey(response, 'data'));
};
