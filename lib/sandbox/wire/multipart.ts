/** A file in a multipart body. */
export interface UploadedFile {
  /** The name of the part. */
  readonly name: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The content of a multipart body. */
export interface Multipart {
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
export const parseMultipart = (contentType: string, body: Buffer): Multipart | undefined => {
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
