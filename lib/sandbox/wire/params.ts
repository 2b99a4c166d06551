/** A parameter as PHP decodes brackets: text, or an array whose keys keep the order in which they came. */
export type Param = string | ParamMap;

/** A PHP array: `a[]=x&a[]=y` has the keys `0` and `1`. */
export type ParamMap = ReadonlyMap<string, Param>;

/** The text of a parameter; an array has none. */
export const textOf = (params: ParamMap, name: string): string | undefined => {
  const value = params.get(name);
  return typeof value === 'string' ? value : undefined;
};

/** The array of a parameter; empty for a missing one or a text. */
export const mapOf = (params: ParamMap, name: string): ParamMap => {
  const value = params.get(name);
  return value instanceof Map ? value : new Map<string, Param>();
};

/** The texts of `name[]=…`, or of a plain `name=…`. */
export const listOf = (params: ParamMap, name: string): readonly string[] => {
  const value = params.get(name);
  if (typeof value === 'string') return [value];
  return [...(value ?? new Map<string, Param>()).values()].filter((item) => typeof item === 'string');
};
