import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request that the sandbox received. */
export interface SandboxRequest {
  readonly verb: string;
  /** Path and query as they came. */
  readonly url: string;
  /**
   * The target of a call, `''` when it names none. A download of a raw log has the target `RawLog` and the method
   * `download`; a request for an access token has `Integrator` and `authorize`.
   */
  readonly target: string;
  readonly method: string;
  /** Decoded, in order: the query first, then the form. */
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly contentType: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly files: readonly UploadedFile[];
  /** When the request had been read completely, in ms by the clock of the sandbox. */
  readonly at: number;
}

/** The path of every call of the API. */
export const API_PATH = '/Apiv3/json';

/** The path that issues access tokens. The real service does so on another host. */
export const AUTHORIZE_PATH = '/authorize';

/** The path of the raw log files. */
export const DOWNLOADS_PATH = '/raw-logs/';

/** Whether a request asks for an access token rather than calls the API. */
export const isAuthorize = ({ url }: { readonly url: string }): boolean =>
  url === AUTHORIZE_PATH || url.startsWith(`${AUTHORIZE_PATH}?`);

/** Whether a request is for a file, not a call of the API. */
export const isDownload = ({ url }: { readonly url: string }): boolean => url.startsWith(DOWNLOADS_PATH);

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

/** The target and the method under which the log keeps a request for an access token, which names neither. */
const AUTHORIZE_NAME = ['Integrator', 'authorize'] as const;

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

/** A file in a multipart body. */
export interface UploadedFile {
  /** The name of the part. */
  readonly name: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The content of a multipart body. */
interface Multipart {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly UploadedFile[];
}

const HEAD_END = Buffer.from('\r\n\r\n');

const attribute = (head: string, name: string): string | undefined =>
  new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`).exec(head)?.[1];

function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`);
  let start = body.indexOf(mark);
  while (start !== -1) {
    const end = body.indexOf(mark, start + mark.length);
    if (end === -1) return;
    // A part lies between the line break after one boundary and the line break before the next.
    yield body.subarray(start + mark.length + 2, end - 2);
    start = end;
  }
}

/** Parses a `multipart/form-data` body; `undefined` when the content type has no boundary. */
const parseMultipart = (contentType: string, body: Buffer): Multipart | undefined => {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const fields: (readonly [string, string])[] = [];
  const files: UploadedFile[] = [];
  for (const part of partsOf(body, boundary)) {
    const split = part.indexOf(HEAD_END);
    const head = part.subarray(0, split).toString('utf8');
    const bytes = part.subarray(split + HEAD_END.length);
    const name = attribute(head, 'name') ?? '';
    const filename = attribute(head, 'filename');
    if (filename === undefined) fields.push([name, bytes.toString('utf8')]);
    else files.push({ name, filename, bytes: Buffer.from(bytes) });
  }
  return { fields, files };
};
