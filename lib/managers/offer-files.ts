import { basename } from 'node:path';
import type { Observable } from 'rxjs';
import type { OfferFileFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id, UnlistedOption } from '../models/query.js';
import { encodeParams, type Params } from '../protocol/params.js';
import { checkRecord } from '../protocol/validate.js';
import { isUploadSource, type Upload, type UploadSource } from '../transport/upload.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { checkUnlisted, type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** Models that an offer file can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export type OfferFileRelations = RelationsOf<'OfferFile'>;

/** A creative of an offer, such as a banner, a thumbnail or a text. */
export class OfferFile extends defineModel<OfferFileFields, OfferFilesManager, OfferFileRelations>(
  'OfferFile',
  'filename',
) {
  /** Calls `api.offerFiles.update` with this id. */
  update(data: Data<OfferFileFields>): Observable<OfferFile> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** Calls `api.offerFiles.delete` with this id. */
  delete(): Observable<OfferFile> {
    return this[MANAGER].delete(this.id as Id);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['update', 'delete', 'findById', 'findAll', 'findPages', 'findAllIds', 'count'] as const;

type Generic = Pick<
  GenericMethods<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations>,
  (typeof GENERIC)[number]
>;

/** The methods that are typed by hand. */
interface NamedOfferFiles extends EntityManager, Generic {
  /**
   * Uploads a file and emits it once, with the size and dimensions that the service measured. The source is a path, bytes, a
   * Blob, a stream of Node or of the web, an iterable or an async iterable of text and bytes, or a function that opens one of
   * these, called again for each retry. An upload of a stream or a generator is not retried, since it can be read once.
   * Without a path or a `File`, `data.filename` is required.
   *
   * If the file is missing, the stream ends with the error of the file system (`ENOENT`), and nothing is sent. What a source
   * fails with while it is sent is the error of the stream, as it is; `UploadError` if a file changes its length. However the
   * call ends, the source is closed: streams are destroyed, iterators returned, readers cancelled.
   *
   * The service wants the parameters of an upload in the query (seen in a recorded request), so this is the one write
   * whose URL has the token.
   */
  create(source: UploadSource, data: Data<OfferFileFields>): Observable<OfferFile>;
  create(source: UploadSource, data: Params, options: UnlistedOption): Observable<OfferFile>;
}

/** `api.offerFiles`: the methods above, and the others that the catalog knows of `OfferFile`, each a function of one object. */
export interface OfferFilesManager extends NamedOfferFiles, CatalogMethods<'OfferFile', NamedOfferFiles> {}

const fileNameOf = (source: UploadSource): string | undefined => {
  if (typeof source === 'string') return basename(source);
  // A File of the web has a name, which a Blob has not.
  return source instanceof Blob && 'name' in source && typeof source.name === 'string' ? source.name : undefined;
};

/** The form part is named `data.filename`; its file name is the one on disk, as in a recorded request. */
const describeUpload = (source: UploadSource, data: Params): Upload => {
  if (!isUploadSource(source))
    throw new TypeError('source should be a path, bytes, a Blob, a stream, an iterable, or a function that opens one');
  const onDisk = fileNameOf(source);
  const partName = data['filename'] ?? onDisk;
  if (typeof partName !== 'string' || partName === '')
    throw new TypeError('data.filename should be given for a source without a path');
  return { source, partName, fileName: onDisk ?? partName };
};

export const createOfferFiles = (context: ManagerContext): OfferFilesManager => {
  const { caller, generic } = createParts<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations>(
    context,
    'OfferFile',
  );
  return withCatalogMethods<NamedOfferFiles, 'OfferFile'>(context, 'OfferFile', {
    create: (source: UploadSource, data: Params, options: Partial<UnlistedOption> = {}) => {
      const upload = (): Upload => {
        checkUnlisted(options);
        return describeUpload(source, checkRecord('data', data));
      };
      // The name goes last unless it was given, as pyoffers sends it.
      const encode = () => encodeParams({ data: { ...data, filename: upload().partName } });
      return caller.callForModel<OfferFile>('create', encode, { upload });
    },
    ...pickMethods(generic, GENERIC),
  });
};
