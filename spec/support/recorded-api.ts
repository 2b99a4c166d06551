import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { type ClientOptions, HasOffers } from 'rxoffers';
import { startServer, success } from './server.js';

/** A reply as text, where the order of integer-like keys matters: an object literal would sort them. */
export class Text {
  constructor(readonly data: string) {}
}

/** A reply that refuses the call. */
export class Refusal {
  constructor(readonly publicMessage: string) {}
}

/** A received call, decoded, without token and network id. */
export interface RecordedCall {
  readonly verb: string;
  /** `Offer.findAll` */
  readonly name: string;
  /** The parameters as one readable line: `filters[id]=62&limit=500`. */
  readonly wire: string;
  /** Every pair in order, credentials included. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/** An answer: the `data` of a reply, a {@link Text}, a {@link Refusal}, or a function of the call that gives one. */
export type Answer = unknown;

export interface RecordedApi {
  readonly api: HasOffers;
  readonly calls: readonly RecordedCall[];
  /** Each call as `Offer.findAll?filters[id]=62`. */
  readonly lines: () => string[];
}

const HIDDEN = new Set(['NetworkToken', 'NetworkId', 'Target', 'Method']);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
};

const record = async (request: IncomingMessage): Promise<RecordedCall> => {
  const body = await bodyOf(request);
  const url = request.url ?? '';
  const contentType = request.headers['content-type'] ?? '';
  const form = contentType.startsWith('application/x-www-form-urlencoded') ? [...new URLSearchParams(body)] : [];
  const pairs = [...new URL(url, 'http://localhost').searchParams, ...form];
  const value = (key: string): string => pairs.find(([name]) => name === key)?.[1] ?? '';
  const own = pairs.filter(([key]) => !HIDDEN.has(key));
  return {
    verb: request.method ?? '',
    name: `${value('Target')}.${value('Method')}`,
    wire: own.map(([key, item]) => `${key}=${item}`).join('&'),
    pairs,
    url,
    contentType,
    body,
  };
};

const refusal = (publicMessage: string): string =>
  JSON.stringify({
    response: { status: -1, httpStatus: 200, data: '', errors: [{ publicMessage }], errorMessage: publicMessage },
  });

const replyText = (answer: Answer): string => {
  if (answer instanceof Refusal) return refusal(answer.publicMessage);
  if (answer instanceof Text) return success('@').replace('"@"', () => answer.data);
  return success(answer);
};

/**
 * A client of a server that gives these answers in turn, and the last of them from then on. It closes with the test.
 */
export const recordedApi = async (
  answers: readonly Answer[],
  options: Partial<ClientOptions> = {},
): Promise<RecordedApi> => {
  const calls: RecordedCall[] = [];
  const server = await startServer((request, response) => {
    void record(request).then((call) => {
      calls.push(call);
      const answer: Answer = answers[Math.min(calls.length, answers.length) - 1] ?? null;
      const made: Answer = typeof answer === 'function' ? (answer as (call: RecordedCall) => Answer)(call) : answer;
      response.setHeader('content-type', 'application/json').end(replyText(made));
    });
  });
  const credentials = { networkId: 'net', networkToken: 'NETsecretToken', endpoint: server.url };
  const api = new HasOffers({ ...credentials, rateLimit: false, retries: 0, ...options });
  onTestFinished(async () => {
    await api.close();
    await server.close();
  });
  return { api, calls, lines: () => calls.map(({ name, wire }) => (wire === '' ? name : `${name}?${wire}`)) };
};
