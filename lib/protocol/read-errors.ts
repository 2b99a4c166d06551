import type { ApiErrorItem } from '../errors/api-error-item.js';
import type { Decoded, DecodedMap, DecodedObject } from './decoded.js';
import { entriesOf, getKey, isDecodedObject } from './entries-of.js';

type Item = DecodedObject | DecodedMap;

/** Maps made readable, for a text where one was expected and an object came. */
const asPlain = (value: Decoded): unknown => {
  if (Array.isArray(value)) return value.map(asPlain);
  return isDecodedObject(value)
    ? Object.fromEntries(entriesOf(value).map(([key, item]) => [key, asPlain(item)]))
    : value;
};

const text = (item: Item, key: string): string | undefined => {
  const value = getKey(item, key);
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(asPlain(value)) : String(value);
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

const readItem = (value: Decoded): ApiErrorItem[] => {
  if (value === null || value === '' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap(readItem);
  if (!isDecodedObject(value)) return [plain(String(value))];
  // An object that is no error itself holds them, by number or by attribute.
  if (!describesError(value)) return entriesOf(value).flatMap(([, item]) => readItem(item));
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
export const readErrors = (response: Item): ApiErrorItem[] => {
  const items = readItem(getKey(response, 'errors') ?? null);
  if (items.length > 0) return items;
  const message = text(response, 'errorMessage');
  return message === undefined ? [] : [plain(message)];
};
