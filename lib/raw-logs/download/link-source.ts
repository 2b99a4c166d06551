import { HttpError, ProtocolError } from '../../errors/network-errors.js';
import { createRedactor, type Redactor } from '../../transport/redactor.js';

/** The source of the link of a log file. Links are signed and expire. */
export interface LinkSource {
  /** Resolves with the cached link, or with a fresh one when there is none or it is too old. */
  get(signal: AbortSignal): Promise<string>;
  /** Drops the `refused` link, so that the next `get` requests another. A newer link stays. */
  renew(refused: string): void;
}

interface LinkSourceOptions {
  /** How long a link is used, ms. @default 28,800,000 (8 hours, the time for which the service signs it) */
  readonly lifetime?: number;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

const EIGHT_HOURS = 8 * 60 * 60 * 1000;

/**
 * Caches the link that `request` resolves with for its lifetime. Concurrent callers share one request, which is aborted
 * when the last of them has left.
 */
export const createLinkSource = (
  request: (signal: AbortSignal) => Promise<string>,
  { lifetime = EIGHT_HOURS, now = () => performance.now() }: LinkSourceOptions = {},
): LinkSource => {
  let cached: { readonly link: string; readonly until: number } | undefined;
  let current: SharedRequest | undefined;
  return {
    get: async (signal) => {
      signal.throwIfAborted();
      if (cached && now() < cached.until) return cached.link;
      current ??= shareRequest(
        async (shared) => {
          // The lifetime starts when the link is signed, which is not before it is requested.
          const until = now() + lifetime;
          const link = await request(shared);
          cached = { link, until };
          return link;
        },
        (ended) => {
          // An abandoned request may end after the next one has started.
          if (current === ended) current = undefined;
        },
      );
      return current.wait(signal);
    },
    renew: (refused) => {
      if (cached?.link === refused) cached = undefined;
    },
  };
};

/** A request for a link that several callers wait for. */
interface SharedRequest {
  wait(signal: AbortSignal): Promise<string>;
}

/** Starts a request. Calls `onEnd` when it has settled, and when its last caller has left and it is aborted. */
const shareRequest = (
  request: (signal: AbortSignal) => Promise<string>,
  onEnd: (ended: SharedRequest) => void,
): SharedRequest => {
  const abort = new AbortController();
  const reply = request(abort.signal).finally(() => onEnd(shared));
  // Each caller that waits gets the failure itself. When none is left, this keeps it from being an unhandled rejection.
  reply.catch(() => undefined);
  let waiting = 0;
  const leave = (): void => {
    waiting -= 1;
    if (waiting > 0) return;
    onEnd(shared);
    abort.abort();
  };
  const shared: SharedRequest = {
    wait: (signal) =>
      new Promise((resolve, reject) => {
        waiting += 1;
        const onAbort = (): void => {
          leave();
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        reply.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
      }),
  };
  return shared;
};

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
