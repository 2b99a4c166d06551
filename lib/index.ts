// The client
export type { TokenSource } from './transport/auth/authenticator.js';
export { type EnvOptions, HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from './client.js';
export {
  type Authorize,
  type CheckedIntegrator,
  createIntegrator,
  type Integrator,
  type IntegratorClock,
  type IntegratorCredentials,
  type TokenGrant,
} from './transport/auth/integrator.js';
export type {
  ClientOptions,
  HasOffersAdvertiserOptions,
  HasOffersAffiliateOptions,
  HasOffersOptions,
  IntegratorOptions,
  NetworkTokenOptions,
  RateLimitOptions,
  TimeoutOptions,
} from './transport/options.js';
export type { Logger } from './transport/logger.js';
export type { ClientEvent, ListEvent, RawLogEvent, WaitReason } from './transport/events.js';
export type { Limiter, Permit } from './transport/limiter.js';

// Streams
export { iterate, type Iterated, type IterateOptions, type PipelineIterator } from './streams/iterate.js';
export { drainMap, type DrainMapOptions } from './streams/drain-map.js';
export { poll, type PollOptions } from './streams/poll.js';
export { type Change, type Key, watch, type WatchOptions } from './streams/watch.js';
export { Stream } from './streams/stream.js';
export type { Demand } from './streams/demand.js';
export type { Page } from './streams/page.js';

// Models
export { Model } from './models/model.js';
export { Advertiser } from './managers/advertisers.js';
export { Affiliate } from './managers/affiliates.js';
export { AffiliateOffer, Offer } from './managers/offers.js';
export { AffiliateUser } from './managers/affiliate-users.js';
export { Conversion } from './managers/conversions.js';
export { Country } from './managers/countries.js';
export { Goal } from './managers/goals.js';
export { OfferCategory } from './managers/application.js';
export { OfferFile } from './managers/offer-files.js';
export { Tag, TagRelation } from './managers/tags.js';

// Conversions that change
export type { ChangedQuery } from './managers/conversion-sync/find-changed.js';
export type { ConversionCheckpoint, SeenDigests, SyncMode } from './managers/conversion-sync/checkpoint.js';
export type { Synced, SyncOptions } from './managers/conversion-sync/options.js';
export type { ConversionSync } from './managers/conversion-sync/sync.js';

// Values
export { coerce, coercing } from './models/coerce.js';
export type { Coerced, CoerceKind, CoerceKinds, CoerceOptions } from './models/coerced.js';

// Raw logs
export { DateDir, type ListFilesOptions, type LogListOptions } from './raw-logs/listing/log-lists.js';
export { LogFile } from './raw-logs/log-file.js';
export { type LazyLogRecord, type LogFields, LogRecord, type LogRow } from './raw-logs/records/log-record.js';
export type { LogBatch } from './raw-logs/flow/read-logs.js';
export type { LogRange } from './raw-logs/listing/range.js';
export type { LogFileFacts } from './raw-logs/listing/listing.js';
export type {
  ContentOptions,
  FindLogsOptions,
  NeedsUnlisted,
  RecordOf,
  RecordsOptions,
} from './raw-logs/log-options.js';
export type { BadRecord, OnBadRecord } from './raw-logs/damage.js';
export type { FollowCheckpoint, FollowedFile, FollowOptions, FollowReport } from './raw-logs/follow/options.js';
export type { LogExpirations, RawLogManager, RawLogs } from './raw-logs/raw-log-manager.js';
export type { LogType } from './raw-logs/context.js';
export type { ClickColumn } from './catalog/generated/log-columns.js';

// Reports
export { ReportStream } from './reports/report-stream.js';
export type {
  AnyColumns,
  ReportCoercion,
  ReportPage,
  ReportRange,
  ReportRow,
  ReportTotals,
} from './reports/report-row.js';
export type { ReportCondition, ReportFilters, ReportQuery } from './reports/report-query.js';
export type { AdvertiserReports, AffiliateReports, ReportMethod, Reports } from './reports/reports.js';

// Queries and managers, as types
export type { AdvertiserRelations } from './managers/advertisers.js';
export type { AffiliateRelations } from './managers/affiliates.js';
export type { AffiliateOfferRelations, OfferRelations, TrackingLink, TrackingLinkOptions } from './managers/offers.js';
export type { AffiliateUserRelations } from './managers/affiliate-users.js';
export type { ConversionRelations } from './managers/conversions.js';
export type { GoalRelations } from './managers/goals.js';
export type { OfferFileRelations } from './managers/offer-files.js';
export type { TagRelationFields, TagRelationRelations } from './managers/tags.js';
export type {
  ContainNames,
  FieldNames,
  Filters,
  FindAllQuery,
  Id,
  Paging,
  Projected,
  Projection,
  Scalar,
  SortKey,
  UnlistedOption,
} from './models/query.js';
export type { ApiMethods, MethodName, Target } from './catalog/api-methods.js';
export type { ModelFields } from './catalog/generated/model-fields.js';
export type {
  Data,
  FindAll,
  FindById,
  FindPages,
  ListedData,
  NotListed,
  Selection,
  WriteOptions,
  Written,
} from './calls/generic-methods.js';
export type { ModelNamed } from './managers/model-classes.js';
export type { Call } from './managers/call-types.js';
export type { Controller, CreateController, UnlistedController } from './managers/controller-types.js';
export type { CallOptions } from './calls/controller/controller.js';
export type { Managers } from './managers/managers.js';
export type { RelatedList } from './calls/related-list.js';
export type { UploadSource } from './transport/upload.js';
export type { UploadChunk, UploadContent } from './transport/upload-chunks.js';

// Errors
export { BufferOverflowError, RxOffersError } from './errors/base.js';
export { type ApiErrorItem, AuthenticationError, HasOffersError, RateLimitError } from './errors/api-errors.js';
export {
  ConnectionError,
  HttpError,
  MaxRetriesError,
  ProtocolError,
  TimeoutError,
  type TimeoutPhase,
  TokenError,
  UploadError,
} from './errors/network-errors.js';
export {
  RawLogChangedError,
  RawLogCorruptError,
  type RawLogDamage,
  RawLogMissingError,
} from './errors/raw-log-errors.js';
