/** Refuses what is no text, or an empty one; never quotes it, since it may be a secret. */
export const checkText = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} should be a string, and not an empty one`);
};
