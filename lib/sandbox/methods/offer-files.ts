import { argumentId } from '../arguments.js';
import { refuse, refuseMissingArgument } from '../api-failure.js';
import type { Call, Handler, Handlers } from '../call.js';
import { textIn, type Row } from '../data/row.js';
import { ENTITIES } from '../entities/entities.js';
import { offerFileCode } from '../query/creative-code.js';
import { imageSize } from '../query/image-size.js';
import { rowsOrList } from '../query/paging.js';
import type { JsonObject } from '../wire/json.js';
import type { UploadedFile } from '../wire/multipart.js';
import { mapOf, textOf, type ParamMap } from '../wire/params.js';
import { findAllPaged } from './find.js';
import { genericHandlers } from './generic.js';
import { readData } from './read-data.js';
import { written } from './write.js';

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
  const data = readData(OfferFile, 'create', withFilename(mapOf(call.params, 'data')));
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
