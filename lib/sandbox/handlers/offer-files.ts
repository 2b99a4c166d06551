import { ENTITIES } from '../entities/entities.js';
import type { UploadedFile } from '../http/request.js';
import { offerFileCode } from '../query/contains.js';
import { rowsOrList } from '../query/paging.js';
import { type Row, textIn } from '../store/entity.js';
import { refuse, refuseMissingArgument } from '../wire/envelope.js';
import type { JsonObject } from '../wire/json.js';
import { mapOf, type ParamMap, textOf } from '../wire/params.js';
import { argumentId, type Call, type Handler, type Handlers } from './call.js';
import { findAllPaged, genericHandlers, insertRow, parseData } from './generic.js';

const { OfferFile } = ENTITIES;

/** The types whose content is the text in `code`, which need no upload. */
const TEXT_TYPES = ['text ad', 'html ad', 'xml feed', 'email creative'];

/** Accepts both spellings of the file name: TUNE's own script sends `data[file][name]`, pyoffers `data[filename]`. */
const withFilename = (data: ParamMap): ParamMap => {
  const name = textOf(mapOf(data, 'file'), 'name');
  const rest = [...data].filter(([key]) => key !== 'file');
  return new Map(name === undefined ? rest : [['filename', name], ...rest]);
};

/** The columns that the service measures, whatever the request says: the size and, for an image, its dimensions. */
const measuredColumns = (file: UploadedFile | undefined, filename: string): Row => {
  if (file === undefined) return {};
  const size = imageSize(file.bytes);
  const url = `http://files.example.com/${encodeURIComponent(filename || file.filename)}`;
  return {
    ...{ filename: filename || file.filename, size: String(file.bytes.length), url, preview_uri: url, thumbnail: url },
    ...(size ? { width: String(size.width), height: String(size.height) } : {}),
  };
};

/**
 * `create` takes a file as multipart form data.
 *
 * @experimental The refusal of a missing file has not been seen; its words are those recorded for a wrong type.
 */
const create: Handler = (call) => {
  if (!call.params.has('data')) throw refuseMissingArgument('data');
  const data = parseData(OfferFile, 'create', withFilename(mapOf(call.params, 'data')));
  const [file] = call.files;
  if (file === undefined && !TEXT_TYPES.includes(textIn(data, 'type'))) throw refuse('Could not create offer file.');
  return insertRow(call, OfferFile, {
    ...OfferFile.onCreate?.(call.now),
    ...data,
    ...measuredColumns(file, textIn(data, 'filename')),
  });
};

const wrapWithCode =
  (affiliate: string) =>
  (row: Row): JsonObject => ({
    OfferFile: row,
    CreativeCode: offerFileCode(row, affiliate),
  });

const filesOfOffer = ({ store }: Call, offer: string): readonly Row[] =>
  store.tables.OfferFile.where('offer_id', offer);

/** Lists creatives in a wrapper without `page`; no other list was seen with it. */
export const getOfferFilesWithCreativeCode: Handler = (call) => {
  const files = filesOfOffer(call, argumentId(call, 'offer_id', 'Offer'));
  const wrap = wrapWithCode(argumentId(call, 'affiliate_id', 'Affiliate'));
  const rows = new Map(files.map((row) => [textIn(row, 'id'), wrap(row)] as const));
  return { current: 0, count: rows.size, pageCount: Math.min(1, rows.size), data: rowsOrList(rows) };
};

/** The methods of creatives. Their lists have a page wrapper even without a limit. */
export const offerFileHandlers: Handlers = {
  ...genericHandlers(OfferFile),
  findAll: findAllPaged(OfferFile),
  create,
};

/** Width and height, in pixels. */
interface ImageSize {
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

/** Whether a JPEG marker starts a frame, which has a size; C4, C8 and CC start tables. */
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

/** The size in the header of a PNG, GIF or JPEG; `undefined` for anything else. */
const imageSize = (bytes: Buffer): ImageSize | undefined => pngSize(bytes) ?? gifSize(bytes) ?? jpegSize(bytes);
