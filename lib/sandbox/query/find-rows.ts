import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { JsonObject } from '../wire/json.js';
import { findKeys } from './find-keys.js';
import { pageRows, type Found } from './page-rows.js';
import { wrapping } from './wrap-row.js';

/** Filters, sorts, pages and wraps the rows of a kind, as the parameters of the call say. */
export const findRows = (
  call: Call,
  entity: Entity,
  wrap: (row: Row) => JsonObject = wrapping(entity, call.store, call.params),
): Found => pageRows(call, entity, findKeys(entity, call.store, call.params), wrap);
