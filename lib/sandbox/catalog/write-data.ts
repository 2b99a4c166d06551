import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import { mapOf, textOf, type Param, type ParamMap } from '../wire/params.js';

/** Where the fields of a row may stand: `data[…]`, as nearly always, or what those bring along who sign up. */
const HOLDERS = ['data', 'account', 'user', 'datauser'];

const fromJson = (text: string): [string, Param][] => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, part]): [string, Param][] =>
      typeof part === 'object' ? [] : [[name, String(part)]],
    );
  } catch {
    return [];
  }
};

/** Parameters that are columns themselves: `status` of `updateStatus`. */
const columns = ({ params }: Call, { template }: Entity): [string, Param][] =>
  [...params].filter(([name, value]) => name !== 'id' && typeof value === 'string' && Object.hasOwn(template, name));

/**
 * Who signs up gives an account and its user at once: each row takes what is its own. Rows within rows, such as many
 * approvals at once, are taken only where the model is not known to the end.
 */
const held = ({ method, params }: Call, { template, isOpen }: Entity): [string, Param][] => {
  const all = HOLDERS.flatMap((name) => [...mapOf(params, name)]);
  const pairs = isOpen ? all : all.filter(([, value]) => typeof value === 'string');
  return /signup$/i.test(method) ? pairs.filter(([name]) => Object.hasOwn(template, name)) : pairs;
};

/** What a write puts into a row: the fields of its data, the one that it names, and its parameters that are columns. */
export const writeData = (call: Call, entity: Entity): ParamMap => {
  const field = textOf(call.params, 'field');
  const value = textOf(call.params, 'value');
  if (call.method.endsWith('Field') && field !== undefined && value !== undefined) return new Map([[field, value]]);
  return new Map([
    ...columns(call, entity),
    ...fromJson(textOf(call.params, 'json_data') ?? ''),
    ...held(call, entity),
  ]);
};
