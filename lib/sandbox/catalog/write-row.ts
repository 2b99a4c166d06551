import { refuseMissingRow } from '../api-failure.js';
import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import { create, update } from '../methods/write.js';
import type { Json } from '../wire/json.js';
import { textOf, type Param } from '../wire/params.js';
import { ownerColumn } from './row-scope.js';
import { seenRow } from './seen-row.js';
import { viewerScope } from './viewer-scope.js';
import { writeData } from './write-data.js';
import { writtenRow } from './written-row.js';

const ADDS = /^(add|create|generate|register|save|signup)|Signup$/;

const withParams = (call: Call, changes: readonly (readonly [string, Param])[]): Call => ({
  ...call,
  params: new Map([...call.params, ...changes]),
});

/** Adds a row. What was to be changed and is not there yet says in its id whose it is. */
const add = (call: Call, entity: Entity, data: ReadonlyMap<string, Param>): Json => {
  const owner = ownerColumn(call, entity);
  const id = textOf(call.params, 'id');
  const whose: [string, Param][] = owner === undefined || id === undefined ? [] : [[owner, id]];
  return create(entity)(
    withParams(call, [['data', new Map([...whose, ...data, ...Object.entries(viewerScope(call, entity))])]]),
  );
};

/** Adds or changes a row, as the method's name says, and answers as `create` and `update` do. */
export const writeRow = (call: Call, entity: Entity): Json => {
  const data = writeData(call, entity);
  const id = ADDS.test(call.method) ? '' : writtenRow(call, entity, data);
  if (id === '') return add(call, entity, data);
  if (seenRow(call, entity, id) === undefined) throw refuseMissingRow(id);
  return update(entity)(
    withParams(call, [
      ['id', id],
      ['data', data],
    ]),
  );
};
