import type { IncomingMessage } from 'node:http';
import { AUTHORIZE_NAME, isAuthorize } from '../auth/authorize.js';
import { isDownload } from '../raw-logs/links.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { type Multipart, parseMultipart } from '../wire/multipart.js';

/** The path of every call of the API. */
export const API_PATH = '/Apiv3/json';

/** Whether a request is a call of the API, a download or a request for an access token. */
export const isKnownPath = ({ url }: { readonly url: string }): boolean =>
  isDownload({ url }) || isAuthorize({ url }) || new URL(url, 'http://127.0.0.1').pathname === API_PATH;

/** Reads a request completely. The parameters of its query and of its form count alike, whatever the verb. */
export const readRequest = async (message: IncomingMessage, now: () => number): Promise<SandboxRequest> => {
  const { method: verb = 'GET', url = '/', headers } = message;
  const contentType = headers['content-type'];
  const body = await readBody(message);
  const { fields, files } = isAuthorize({ url })
    ? { fields: parseJsonFields(body), files: [] }
    : parseForm(contentType ?? '', body);
  const params = [...new URL(url, 'http://127.0.0.1').searchParams, ...fields];
  const [target, method] = nameOf(url, params);
  return { verb, url, target, method, params, contentType, headers, files, at: now() };
};

type Name = readonly [target: string, method: string];

/** The name of a call; downloads and requests for an access token are filed under names of the sandbox. */
const nameOf = (url: string, params: SandboxRequest['params']): Name => {
  if (isAuthorize({ url })) return AUTHORIZE_NAME;
  if (isDownload({ url })) return ['RawLog', 'download'];
  const last = (name: string): string => params.findLast(([key]) => key === name)?.[1] ?? '';
  return [last('Target'), last('Method')];
};

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const NOTHING: Multipart = { fields: [], files: [] };

/** The fields and files of a form. The service takes no JSON, so that any other body counts for nothing. */
const parseForm = (contentType: string, body: Buffer): Multipart => {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return { fields: [...new URLSearchParams(body.toString('utf8'))], files: [] };
  return contentType.startsWith('multipart/form-data') ? (parseMultipart(contentType, body) ?? NOTHING) : NOTHING;
};

/** The string values of a JSON object as form fields; none when the body is anything else. */
const parseJsonFields = (body: Buffer): Multipart['fields'] => {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return Object.entries(parsed as object).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
};
