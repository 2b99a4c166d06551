import { basename } from 'node:path';
import type { Observable } from 'rxjs';
import type { OfferFileFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import { encodeParams, type Params } from '../protocol/params.js';
import { checkRecord } from '../protocol/validate.js';
import type { Upload, UploadSource } from '../transport/request.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** What can be contained in an offer file (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export type OfferFileRelations = RelationsOf<'OfferFile'>;

/** A creative of an offer: a banner, a thumbnail, a text. */
export class OfferFile extends defineModel<OfferFileFields, OfferFilesManager, OfferFileRelations>(
  'OfferFile',
  'filename',
) {
  /** As `api.offerFiles.update` with this id. */
  update(data: Data<OfferFileFields>): Observable<OfferFile> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** As `api.offerFiles.delete` with this id. */
  delete(): Observable<OfferFile> {
    return this[MANAGER].delete(this.id as Id);
  }
}

type Generic = GenericMethods<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations>;

/** The methods that have arguments of their own. */
interface NamedOfferFiles
  extends
    EntityManager,
    Pick<Generic, 'update' | 'delete' | 'findById' | 'findAll' | 'findPages' | 'findAllIds' | 'count'> {
  /**
   * Uploads a file and emits it, with the size and dimensions that the service measured (row 138). The source is a path,
   * a Buffer, a Blob or a function that opens a stream, called anew for each attempt; without a path
   * `data.filename` is required. A missing file is the file system's own error, and nothing is sent.
   *
   * The service wants the parameters of an upload in the query (row 135): this is the one write whose URL has the token.
   */
  create(source: UploadSource, data: Data<OfferFileFields>): Observable<OfferFile>;
}

/** `api.offerFiles`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface OfferFilesManager extends NamedOfferFiles, CatalogMethods<'OfferFile', NamedOfferFiles> {}

const isSource = (source: unknown): source is UploadSource =>
  (typeof source === 'string' && source !== '') ||
  Buffer.isBuffer(source) ||
  source instanceof Blob ||
  typeof source === 'function';

/** The part is named by `data.filename`; its own file name stays that on the disk (row 136). */
const describeUpload = (source: UploadSource, data: Params): Upload => {
  if (!isSource(source))
    throw new TypeError('Source should be a path, a Buffer, a Blob or a function that opens a stream');
  const onDisk = typeof source === 'string' ? basename(source) : undefined;
  const partName = data['filename'] ?? onDisk;
  if (typeof partName !== 'string' || partName === '') throw new TypeError('A file without a path needs data.filename');
  return { source, partName, fileName: onDisk ?? partName };
};

export const createOfferFiles = (context: ManagerContext): OfferFilesManager => {
  const { caller, generic } = setup<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations>(context, 'OfferFile');
  const { update, findById, findAll, findPages, findAllIds, count } = generic;
  return withCatalogMethods<NamedOfferFiles, 'OfferFile'>(context, 'OfferFile', {
    create: (source, data) => {
      const upload = (): Upload => describeUpload(source, checkRecord('Data', data));
      // The name goes last unless it was given, as the reference client sends it.
      const encode = () => encodeParams({ data: { ...data, filename: upload().partName } });
      return caller.callForModel<OfferFile>('create', encode, { upload });
    },
    update,
    delete: generic.delete,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
  });
};
