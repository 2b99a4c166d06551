const HIDDEN = '[redacted]';

/** Makes a text free of the secrets of a signed link: its query, and each value of it that is long enough to be one. */
export const redactLink = (text: string, link: string): string => {
  if (!URL.canParse(link)) return link === '' ? text : text.replaceAll(link, HIDDEN);
  const { search, searchParams, username, password } = new URL(link);
  const values = [...searchParams.values(), username, password].filter((value) => value.length >= 8);
  return [search, ...values, ...values.map(encodeURIComponent)]
    .filter((secret) => secret.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
};
