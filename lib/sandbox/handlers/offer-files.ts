import { ENTITIES } from '../entities/entities.js';
import { offerFileCode } from '../query/contains.js';
import { rowsOrList } from '../query/paging.js';
import { type Row, textIn } from '../store/entity.js';
import type { JsonObject } from '../wire/json.js';
import type { UploadedFile } from '../wire/multipart.js';
import { mapOf, type ParamMap, textOf } from '../wire/params.js';
import { argumentId, type Call, type Handler, type Handlers, refuse, refuseMissingArgument } from './call.js';
import { findAllPaged, genericHandlers } from './generic.js';
import { parseData, written } from './write.js';

const { OfferFile } = ENTITIES;

/** Kinds that are a text in `code`, and need no upload. */
const TEXTS = ['text ad', 'html ad', 'xml feed', 'email creative'];

/** TUNE's own script names the file in `data[file][name]`, the reference client in `data[filename]`. */
const withFilename = (data: ParamMap): ParamMap => {
  const name = textOf(mapOf(data, 'file'), 'name');
  const rest = [...data].filter(([key]) => key !== 'file');
  return new Map(name === undefined ? rest : [['filename', name], ...rest]);
};

/** Size and dimensions are the service's own, whatever the request says of them. */
const measured = (file: UploadedFile | undefined, filename: string): Row => {
  if (file === undefined) return {};
  const size = imageSize(file.bytes);
  const url = `http://files.example.com/${encodeURIComponent(filename || file.filename)}`;
  return {
    ...{ filename: filename || file.filename, size: String(file.bytes.length), url, preview_uri: url, thumbnail: url },
    ...(size ? { width: String(size.width), height: String(size.height) } : {}),
  };
};

const create: Handler = (call) => {
  if (!call.params.has('data')) throw refuseMissingArgument('data');
  const data = parseData(OfferFile, 'create', withFilename(mapOf(call.params, 'data')));
  const [file] = call.files;
  if (file === undefined && !TEXTS.includes(textIn(data, 'type'))) throw refuse('Could not create offer file.');
  return written(call, OfferFile, {
    ...OfferFile.onCreate?.(call.now),
    ...data,
    ...measured(file, textIn(data, 'filename')),
  });
};

const wrapWithCode =
  (affiliate: string) =>
  (row: Row): JsonObject => ({
    OfferFile: row,
    CreativeCode: offerFileCode(row, affiliate),
  });

const filesOfOffer = ({ store }: Call, offer: string): readonly Row[] =>
  [...store.tables.OfferFile.rows()].filter((row) => textIn(row, 'offer_id') === offer);

/** The wrapper without `page`: the only list that was seen with it. */
export const getOfferFilesWithCreativeCode: Handler = (call) => {
  const files = filesOfOffer(call, argumentId(call, 'offer_id', 'Offer'));
  const wrap = wrapWithCode(argumentId(call, 'affiliate_id', 'Affiliate'));
  const rows = new Map(files.map((row) => [textIn(row, 'id'), wrap(row)] as const));
  return { current: 0, count: rows.size, pageCount: Math.min(1, rows.size), data: rowsOrList(rows) };
};

/** Creatives: lists come in pages even when no limit was asked. */
export const offerFileHandlers: Handlers = {
  ...genericHandlers(OfferFile),
  findAll: findAllPaged(OfferFile),
  create,
};

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

const pngSize = (bytes: Buffer): ImageSize | undefined =>
  bytes.length >= 24 && bytes.subarray(0, 8).equals(PNG)
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : undefined;

const gifSize = (bytes: Buffer): ImageSize | undefined =>
  bytes.length >= 10 && bytes.toString('latin1', 0, 4) === 'GIF8'
    ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    : undefined;

/** Frames of JPEG that carry a size; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const jpegSize = (bytes: Buffer): ImageSize | undefined => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    if (isFrame(bytes[at + 1] ?? 0)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

/** The size that the header of a PNG, GIF or JPEG tells; `undefined` for anything else. */
export const imageSize = (bytes: Buffer): ImageSize | undefined => pngSize(bytes) ?? gifSize(bytes) ?? jpegSize(bytes);
