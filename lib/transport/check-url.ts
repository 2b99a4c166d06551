/** Refuses what is no http or https URL; never quotes it, since it may hold a secret. */
export const checkUrl = (name: string, value: unknown): void => {
  const parsed = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new TypeError(`${name} should be an http or https URL`);
};
