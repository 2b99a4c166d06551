import type { Json } from './json.js';
import type { Param, ParamMap } from './params.js';

const isList = (map: ParamMap): boolean => [...map.keys()].every((key, index) => key === String(index));

/** A parameter as JSON: what PHP would call a list is one, the rest are objects. */
export const paramJson = (param: Param): Json => {
  if (typeof param === 'string') return param;
  return isList(param)
    ? [...param.values()].map(paramJson)
    : new Map([...param].map(([key, value]) => [key, paramJson(value)] as const));
};
