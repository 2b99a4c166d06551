import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from 'rxoffers/sandbox';

export type Params = Readonly<Record<string, string | readonly string[]>>;

interface ApiReply {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly publicMessage: string }[];
  readonly errorMessage: string | null;
}

/** The days of the data in specs, which must not depend on the day that they run on; those of the raw logs were recorded. */
const FROM = { from: '20240101', days: 60 } as const;
const LOGGED = { from: '20160907', days: 3 } as const;

/** A sandbox that closes with the test. */
export const openSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await createSandbox({ ...FROM, ...options, rawLogs: { ...LOGGED, ...options.rawLogs } });
  onTestFinished(() => sandbox.close());
  return sandbox;
};

const keyFor = (sandbox: Sandbox, target: string): [string, string] => {
  if (target.startsWith('Affiliate_')) return ['api_key', sandbox.affiliateCredentials.apiKey];
  if (target.startsWith('Advertiser_')) return ['api_key', sandbox.advertiserCredentials.apiKey];
  return ['NetworkToken', sandbox.networkToken];
};

/** The URL of a call, with the credentials for its target; a list becomes `name[]=…`. */
export const urlOf = (sandbox: Sandbox, name: string, params: Params = {}): string => {
  const { endpoint, networkId } = sandbox;
  const [target = '', method = ''] = name.split('.');
  const pairs = Object.entries(params).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : value.map((item) => [`${key}[]`, item]),
  );
  const who: [string, string][] = [keyFor(sandbox, target), ['NetworkId', networkId]];
  return `${endpoint}?${new URLSearchParams([...who, ['Target', target], ['Method', method], ...pairs]).toString()}`;
};

/** The reply to `Offer.findAll` and the like, as text, since only the text shows the order of ids. */
export const callText = async (sandbox: Sandbox, name: string, params?: Params): Promise<string> =>
  (await fetch(urlOf(sandbox, name, params))).text();

/** The `response` of a reply. */
export const call = async (sandbox: Sandbox, name: string, params?: Params): Promise<ApiReply> =>
  (JSON.parse(await callText(sandbox, name, params)) as { response: ApiReply }).response;

/** The `data` of a successful reply. */
export const dataOf = async (sandbox: Sandbox, name: string, params?: Params): Promise<unknown> => {
  const { status, data, errorMessage } = await call(sandbox, name, params);
  if (status !== 1) throw new Error(`${name}: ${String(errorMessage)}`);
  return data;
};

/** The message with which the service refuses a call; `null` when it succeeds. */
export const refusalOf = async (sandbox: Sandbox, name: string, params?: Params): Promise<string | null> =>
  (await call(sandbox, name, params)).errorMessage;

/** Ids of the rows of a list, in the order of the text. */
export const idsIn = (text: string): string[] => [...text.matchAll(/"(\d+)":\{"[A-Z]/g)].map(([, id = '']) => id);
