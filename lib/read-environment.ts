/** A variable of the environment; an empty one counts as not set. */
export const variable = (name: string): string | undefined => process.env[name] || undefined;

/** @throws TypeError that names the variable that is missing. */
export const requiredVariable = (name: string): string => {
  const value = variable(name);
  if (value === undefined) throw new TypeError(`The environment variable ${name} is not set`);
  return value;
};
