// The client
export { HasOffers } from './client.js';
export { HasOffersAffiliate } from './affiliate-client.js';
export { HasOffersAdvertiser } from './advertiser-client.js';
export { createIntegrator } from './transport/credentials/create-integrator.js';
export type { EnvOptions } from './client.js';
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
export type { IntegratorClock } from './transport/credentials/create-integrator.js';
export type {
  Authorize,
  CheckedIntegrator,
  Integrator,
  IntegratorCredentials,
  TokenGrant,
} from './transport/credentials/integrator.js';
export type { Logger } from './transport/logger.js';
export type { ClientEvent, RawLogEvent, WaitReason } from './transport/client-event.js';
export type { Limiter, Permit } from './transport/limiter.js';

// Streams
export { iterate } from './streams/iterate.js';
export { drainMap } from './streams/drain-map.js';
export { poll } from './streams/poll.js';
export { watch } from './streams/watch.js';
export { Stream } from './streams/stream.js';
export type { Demand } from './streams/demand.js';
export type { DrainMapOptions } from './streams/drain-map.js';
export type { Iterated, IterateOptions } from './streams/iterate.js';
export type { Change } from './streams/change.js';
export type { Key } from './streams/create-differ.js';
export type { Page } from './streams/page.js';
export type { PollOptions } from './streams/poll.js';
export type { WatchOptions } from './streams/watch.js';

// Models
export { Model } from './models/model.js';
export { Advertiser } from './managers/advertisers.js';
export { Affiliate } from './managers/affiliates.js';
export { AffiliateOffer } from './managers/affiliate-offer.js';
export { AffiliateUser } from './managers/affiliate-users.js';
export { Conversion } from './managers/conversions.js';
export { Country } from './managers/countries.js';
export { Goal } from './managers/goals.js';
export { Offer } from './managers/offers.js';
export { OfferCategory } from './managers/application.js';
export { OfferFile } from './managers/offer-files.js';
export { Tag, TagRelation } from './managers/tags.js';

// Conversions that change
export type { ChangedQuery } from './managers/conversion-sync/changed-query.js';
export type { ConversionCheckpoint, SeenConversion } from './managers/conversion-sync/conversion-checkpoint.js';
export type { ConversionSync } from './managers/conversion-sync/create-conversion-sync.js';
export type { Synced, SyncMode, SyncOptions } from './managers/conversion-sync/sync-options.js';

// Values
export { coerce, coercing } from './models/coerce/coerce.js';
export type { CoerceKind, CoerceKinds, CoerceOptions } from './models/coerce/coerce-options.js';
export type { Coerced } from './models/coerce/coerced.js';

// Raw logs
export { DateDir } from './raw-logs/listing/date-dir.js';
export { LogFile } from './raw-logs/log-file.js';
export { LogRecord } from './raw-logs/records/log-record.js';
export type { LazyLogRecord, LogFields, LogRow } from './raw-logs/records/log-record.js';
export type { LogBatch } from './raw-logs/flow/log-batch.js';
export type { LogRange } from './raw-logs/listing/log-range.js';
export type { ListFilesOptions, LogListOptions } from './raw-logs/listing/list-options.js';
export type { LogFileFacts } from './raw-logs/listing/log-file-facts.js';
export type { ContentOptions, FindLogsOptions, RecordOf, RecordsOptions } from './raw-logs/log-options.js';
export type { BadRecord, OnBadRecord } from './raw-logs/csv/bad-record.js';
export type { FollowCheckpoint } from './raw-logs/follow/follow-checkpoint.js';
export type { FollowedFile, FollowOptions, FollowReport } from './raw-logs/follow/follow-options.js';
export type { LogExpirations, RawLogManager, RawLogs } from './raw-logs/raw-log-manager.js';
export type { LogType } from './raw-logs/log-type.js';
export type { ClickColumn } from './catalog/log-columns.js';

// Reports
export { ReportStream } from './reports/report-stream.js';
export type { AnyColumns } from './reports/catalog-columns.js';
export type { ReportCondition, ReportFilters } from './reports/report-filters.js';
export type { ReportPage, ReportRange } from './reports/report-page.js';
export type { ReportQuery } from './reports/report-query.js';
export type { ReportCoercion, ReportRow, ReportTotals } from './reports/report-row.js';
export type { AdvertiserReports, AffiliateReports, ReportMethod, Reports } from './reports/reports.js';

// Queries and managers, as types
export type { AdvertiserRelations } from './managers/advertisers.js';
export type { AffiliateRelations } from './managers/affiliates.js';
export type { AffiliateOfferRelations } from './managers/affiliate-offer.js';
export type { AffiliateUserRelations } from './managers/affiliate-users.js';
export type { ConversionRelations } from './managers/conversions.js';
export type { GoalRelations } from './managers/goals.js';
export type { OfferRelations } from './managers/offers.js';
export type { OfferFileRelations } from './managers/offer-files.js';
export type { TagRelationFields, TagRelationRelations } from './managers/tags.js';
export type { Filters, SortKey } from './models/filters.js';
export type { Found } from './models/found.js';
export type { ContainNames, FieldNames, FindAllQuery, Paging, Projection } from './models/query.js';
export type { ApiMethods, MethodName, Target } from './catalog/api-methods.js';
export type { ModelFields } from './catalog/model-fields.js';
export type { FindAll, FindById, FindPages } from './managers/find-methods.js';
export type { ModelNamed } from './managers/model-named.js';
export type { Controller, UnlistedController } from './managers/controller/controller.js';
export type { CreateController } from './managers/controller/create-controller.js';
export type { Id, Scalar } from './models/scalar.js';
export type { Call, CallOptions } from './managers/controller/call-types.js';
export type { Data, Selection, WriteOptions, Written } from './managers/generic-methods.js';
export type { Managers } from './managers/managers.js';
export type { RelatedList } from './managers/related-list.js';
export type { TrackingLink, TrackingLinkOptions } from './managers/offers-manager.js';
export type { UploadSource } from './transport/upload-source.js';

// Errors
export { RxOffersError } from './errors/rx-offers-error.js';
export { HasOffersError } from './errors/has-offers-error.js';
export { AuthenticationError } from './errors/authentication-error.js';
export { RateLimitError } from './errors/rate-limit-error.js';
export { MaxRetriesError } from './errors/max-retries-error.js';
export { HttpError } from './errors/http-error.js';
export { ConnectionError } from './errors/connection-error.js';
export { TimeoutError } from './errors/timeout-error.js';
export { ProtocolError } from './errors/protocol-error.js';
export { RawLogChangedError } from './errors/raw-log-changed-error.js';
export { RawLogCorruptError } from './errors/raw-log-corrupt-error.js';
export { RawLogMissingError } from './errors/raw-log-missing-error.js';
export { BufferOverflowError } from './errors/buffer-overflow-error.js';
export type { ApiErrorItem } from './errors/api-error-item.js';
export type { RawLogDamage } from './errors/raw-log-corrupt-error.js';
export type { TimeoutPhase } from './errors/timeout-error.js';
