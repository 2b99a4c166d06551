/** Gives a function the name that printing it shows, and returns it. */
export const named = <Func extends (...args: never[]) => unknown>(name: string, func: Func): Func =>
  Object.defineProperty(func, 'name', { value: name, configurable: true });

/** Names the functions of an object by their keys, and returns it. */
export const namingMethods = <Methods extends object>(methods: Methods): Methods => {
  for (const [name, value] of Object.entries(methods))
    if (typeof value === 'function') named(name, value as () => unknown);
  return methods;
};
