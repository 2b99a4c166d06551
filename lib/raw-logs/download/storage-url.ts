import { HttpError, ProtocolError } from '../../errors/network-errors.js';
import { createRedactor, type Redactor } from '../../transport/redactor.js';

/** The least length of a value that may be a secret. */
const SECRET_LENGTH = 8;

const secretsOf = (url: string): string[] => {
  if (!URL.canParse(url)) return [url];
  const { search, searchParams, username, password } = new URL(url);
  const values = [...searchParams.values(), decodeURIComponent(username), decodeURIComponent(password)];
  return [search, ...values.filter((value) => value.length >= SECRET_LENGTH)].filter((secret) => secret.length > 1);
};

/**
 * Creates a redactor for texts about signed URLs. It hides the query of each, its values that are long enough to be secrets,
 * and other `secrets`.
 */
export const redactorOfUrls = (urls: readonly string[], secrets: readonly string[]): Redactor =>
  createRedactor([...urls.flatMap(secretsOf), ...secrets]);

const isWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const isSecure = (url: string): boolean => new URL(url).protocol === 'https:';

/**
 * Checks the link to a file. It has to be as safe as the endpoint that it came from. The errors do not quote it.
 *
 * @param httpsOnly whether the endpoint is https.
 */
export const checkLink = (link: string, file: string, httpsOnly: boolean): void => {
  if (!isWeb(link)) throw new ProtocolError(`The download link of ${file} is not an http(s) URL`);
  if (httpsOnly && !isSecure(link))
    throw new ProtocolError(`The download link of ${file} should be https, as the endpoint is`);
};

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether a status sends the client to another URL. */
export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/** S3 redirects once, from its global endpoint to that of the region. */
const MAX_REDIRECTS = 5;

/**
 * Returns the URL that a redirect leads to.
 *
 * @param visited the link, and the URLs it has led to so far.
 * @throws HttpError for a redirect without a target, in a circle, or one too many; ProtocolError for a target that is not
 * http(s), or not https where the URL before it is.
 */
export const redirectTarget = (
  file: string,
  status: number,
  location: string | undefined,
  visited: readonly string[],
): string => {
  const fail = (what: string): never => {
    throw new HttpError(`Download of ${file}: HTTP ${status}, ${what}`, status);
  };
  const from = visited.at(-1);
  if (location === undefined || location === '') return fail('a redirect without Location');
  if (!URL.canParse(location, from)) return fail('a redirect whose Location is not a URL');
  const target = new URL(location, from).href;
  if (!isWeb(target)) throw new ProtocolError(`Download of ${file}: a redirect should lead to an http(s) URL`);
  if (from !== undefined && isSecure(from) && !isSecure(target))
    throw new ProtocolError(`Download of ${file}: a redirect should not lead from https to http`);
  if (visited.includes(target)) return fail('a redirect in a circle');
  if (visited.length > MAX_REDIRECTS) return fail(`more than ${MAX_REDIRECTS} redirects`);
  return target;
};
