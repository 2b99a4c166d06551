import { lastValueFrom, type Observable, onErrorResumeNextWith, toArray } from 'rxjs';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from '../../lib/index.js';
import { createSandbox, type Sandbox } from '../../lib/sandbox/index.js';
import type { SharedCatalog, SharedMethod } from '../generate/select-facts.js';
import { checkEmitted } from './check-emitted.js';
import { plausibleParams } from './plausible-params.js';

type Params = Record<string, unknown>;

/** Methods that need a file to upload, which only the named manager sends: here only the request is checked. */
const UPLOADS = ['OfferFile.create'];

/** What all three clients can do. */
interface Caller {
  close(): Promise<void>;
  call(target: string, method: string, params: Params): Observable<unknown>;
  controller(target: string): Readonly<Record<string, (args: Params) => Observable<unknown>>>;
}

/** Credentials, target and method are not a method's own parameters. */
const CARRIED = ['NetworkToken', 'NetworkId', 'api_key', 'Target', 'Method'];
const LISTS = ['page', 'models', 'ids'];

const clientOf = (sandbox: Sandbox, api: string): Caller => {
  const options = { rateLimit: false, retries: 0 } as const;
  if (api === 'affiliate') return new HasOffersAffiliate({ ...sandbox.affiliateCredentials, ...options });
  if (api === 'advertiser') return new HasOffersAdvertiser({ ...sandbox.advertiserCredentials, ...options });
  return new HasOffers({ ...sandbox.credentials, ...options });
};

const collect = (source: Observable<unknown>): Promise<unknown[]> => lastValueFrom(source.pipe(toArray()));

const sentNames = (pairs: readonly (readonly [string, string])[], own: Params): string[] => {
  const names = new Set(pairs.map(([name]) => name.replace(/\[.*/, '')));
  // A parameter may have the name of a credential.
  return [...names].filter((name) => !CARRIED.includes(name) || name in own).sort();
};

/** The parameter names that should be sent; paged lists add `limit` and `page`. */
const expectedNames = ({ params, returns }: SharedMethod, given: Params): string[] => {
  const isPaged = params.some(({ name }) => name === 'limit') && params.some(({ name }) => name === 'page');
  const place = isPaged && LISTS.includes(returns.kind) ? ['limit', 'page'] : [];
  return [...new Set([...Object.keys(given), ...place])].sort();
};

const checkRequest = (
  sandbox: Sandbox,
  before: number,
  [target, method]: [string, string],
  expected: string[],
  own: Params,
) => {
  const request = sandbox.requests[before];
  if (request === undefined) return 'nothing was sent';
  if (request.target !== target || request.method !== method) return `sent ${request.target}.${request.method}`;
  const sent = sentNames(request.params, own);
  return sent.join() === expected.join() ? undefined : `sent ${sent.join()}, not ${expected.join()}`;
};

/** Leaves out each required parameter: the error must name it, and nothing may be sent. */
const checkMissing = async (
  sandbox: Sandbox,
  send: (params: Params) => Observable<unknown>,
  { params }: SharedMethod,
  given: Params,
): Promise<string | undefined> => {
  for (const { name, required } of params) {
    if (!required || name === 'limit' || name === 'page') continue;
    const others = Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
    const before = sandbox.requests.length;
    const error = await collect(send(others)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof TypeError) || !error.message.endsWith(`: ${name} should be given`))
      return `does not say that ${name} is missing`;
    if (sandbox.requests.length > before) return `sent a call without ${name}`;
  }
  return undefined;
};

const checkWay = async (
  sandbox: Sandbox,
  send: (params: Params) => Observable<unknown>,
  [target, method]: [string, string],
  facts: SharedMethod,
  given: Params,
): Promise<string | undefined> => {
  const before = sandbox.requests.length;
  const isUpload = UPLOADS.includes(`${target}.${method}`);
  const emitted = await collect(isUpload ? send(given).pipe(onErrorResumeNextWith()) : send(given));
  return (
    checkRequest(sandbox, before, [target, method], expectedNames(facts, given), given) ??
    (isUpload ? undefined : checkEmitted(`${target}.${method}`, facts, emitted)) ??
    checkMissing(sandbox, send, facts, given)
  );
};

/** Checks one method both ways, each against a fresh sandbox. */
const checkMethod = async (
  [api, target, method]: [string, string, string],
  facts: SharedMethod,
  models: SharedCatalog['models'],
): Promise<string | undefined> => {
  for (const way of ['call', 'controller'] as const) {
    await using sandbox = await createSandbox({ rateLimit: false, approvals: 4_000, offerFiles: 2_000 });
    const given = {
      ...plausibleParams([target, method], facts, models),
      // The sandbox chooses the names of files.
      ...(method === 'getDownloadLink' ? { log_filename: sandbox.rawLogs.files('clicks')[0]?.filename } : {}),
    };
    const client = clientOf(sandbox, api);
    const send = (params: Params): Observable<unknown> =>
      way === 'call'
        ? client.call(target, method, params)
        : (client.controller(target)[method]?.(params) as Observable<unknown>);
    const wrong = await checkWay(sandbox, send, [target, method], facts, given).catch(
      (error: unknown) => `failed: ${String(error)}`,
    );
    await client.close();
    if (wrong !== undefined) return `${way} ${wrong}`;
  }
  return undefined;
};

/** Calls every method of the catalog and lists what went wrong. */
export const checkCatalog = async ({
  controllers,
  models,
}: SharedCatalog): Promise<{ checked: number; failures: string[] }> => {
  const failures: string[] = [];
  let checked = 0;
  for (const [target, { api, methods }] of Object.entries(controllers))
    for (const [method, facts] of Object.entries(methods)) {
      checked++;
      const wrong = await checkMethod([api, target, method], facts, models);
      if (wrong !== undefined) failures.push(`${target}.${method} ${wrong}`);
    }
  return { checked, failures };
};
