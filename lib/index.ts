// The client
export { HasOffers } from './client.js';
export { HasOffersAffiliate } from './client.js';
export { HasOffersAdvertiser } from './client.js';
export { createIntegrator } from './transport/auth/integrator.js';
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
export type { IntegratorClock } from './transport/auth/integrator.js';
export type {
  Authorize,
  CheckedIntegrator,
  Integrator,
  IntegratorCredentials,
  TokenGrant,
} from './transport/auth/integrator.js';
export type { Logger } from './transport/logger.js';
export type { ClientEvent, RawLogEvent, WaitReason } from './transport/events.js';
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
export type { Change } from './streams/watch.js';
export type { Key } from './streams/watch.js';
export type { Page } from './streams/page.js';
export type { PollOptions } from './streams/poll.js';
export type { WatchOptions } from './streams/watch.js';

// Models
export { Model } from './models/model.js';
export { Advertiser } from './managers/advertisers.js';
export { Affiliate } from './managers/affiliates.js';
export { AffiliateOffer } from './managers/offers.js';
export { AffiliateUser } from './managers/affiliate-users.js';
export { Conversion } from './managers/conversions.js';
export { Country } from './managers/countries.js';
export { Goal } from './managers/goals.js';
export { Offer } from './managers/offers.js';
export { OfferCategory } from './managers/application.js';
export { OfferFile } from './managers/offer-files.js';
export { Tag, TagRelation } from './managers/tags.js';

// Conversions that change
export type { ChangedQuery } from './managers/conversion-sync/find-changed.js';
export type { ConversionCheckpoint, SeenConversion } from './managers/conversion-sync/options.js';
export type { ConversionSync } from './managers/conversion-sync/sync.js';
export type { Synced, SyncMode, SyncOptions } from './managers/conversion-sync/options.js';

// Values
export { coerce, coercing } from './models/coerce.js';
export type { CoerceKind, CoerceKinds, CoerceOptions } from './models/coerced.js';
export type { Coerced } from './models/coerced.js';

// Raw logs
export { DateDir } from './raw-logs/listing/log-lists.js';
export { LogFile } from './raw-logs/log-file.js';
export { LogRecord } from './raw-logs/records/log-record.js';
export type { LazyLogRecord, LogFields, LogRow } from './raw-logs/records/log-record.js';
export type { LogBatch } from './raw-logs/flow/read-logs.js';
export type { LogRange } from './raw-logs/listing/range.js';
export type { ListFilesOptions, LogListOptions } from './raw-logs/listing/log-lists.js';
export type { LogFileFacts } from './raw-logs/listing/read-listing.js';
export type { ContentOptions, FindLogsOptions, RecordOf, RecordsOptions } from './raw-logs/log-options.js';
export type { BadRecord, OnBadRecord } from './raw-logs/csv/bad-record.js';
export type { FollowCheckpoint } from './raw-logs/follow/options.js';
export type { FollowedFile, FollowOptions, FollowReport } from './raw-logs/follow/options.js';
export type { LogExpirations, RawLogManager, RawLogs } from './raw-logs/raw-log-manager.js';
export type { LogType } from './raw-logs/context.js';
export type { ClickColumn } from './catalog/log-columns.js';

// Reports
export { ReportStream } from './reports/report-stream.js';
export type { AnyColumns } from './reports/report-row.js';
export type { ReportCondition, ReportFilters } from './reports/report-query.js';
export type { ReportPage, ReportRange } from './reports/report-row.js';
export type { ReportQuery } from './reports/report-query.js';
export type { ReportCoercion, ReportRow, ReportTotals } from './reports/report-row.js';
export type { AdvertiserReports, AffiliateReports, ReportMethod, Reports } from './reports/reports.js';

// Queries and managers, as types
export type { AdvertiserRelations } from './managers/advertisers.js';
export type { AffiliateRelations } from './managers/affiliates.js';
export type { AffiliateOfferRelations } from './managers/offers.js';
export type { AffiliateUserRelations } from './managers/affiliate-users.js';
export type { ConversionRelations } from './managers/conversions.js';
export type { GoalRelations } from './managers/goals.js';
export type { OfferRelations } from './managers/offers.js';
export type { OfferFileRelations } from './managers/offer-files.js';
export type { TagRelationFields, TagRelationRelations } from './managers/tags.js';
export type { Filters, SortKey } from './models/query.js';
export type { Found } from './models/found.js';
export type { ContainNames, FieldNames, FindAllQuery, Paging, Projection } from './models/query.js';
export type { ApiMethods, MethodName, Target } from './catalog/api-methods.js';
export type { ModelFields } from './catalog/model-fields.js';
export type { FindAll, FindById, FindPages } from './managers/generic-methods.js';
export type { ModelNamed } from './managers/model-classes.js';
export type { Controller, UnlistedController } from './managers/controller/types.js';
export type { CreateController } from './managers/controller/controller.js';
export type { Id, Scalar } from './models/query.js';
export type { Call, CallOptions } from './managers/controller/types.js';
export type { Data, Selection, WriteOptions, Written } from './managers/generic-methods.js';
export type { Managers } from './managers/managers.js';
export type { RelatedList } from './managers/related-list.js';
export type { TrackingLink, TrackingLinkOptions } from './managers/offers.js';
export type { UploadSource } from './transport/request.js';

// Errors
export { RxOffersError } from './errors/base.js';
export { HasOffersError } from './errors/api-errors.js';
export { AuthenticationError } from './errors/api-errors.js';
export { RateLimitError } from './errors/api-errors.js';
export { MaxRetriesError } from './errors/network-errors.js';
export { HttpError } from './errors/network-errors.js';
export { ConnectionError } from './errors/network-errors.js';
export { TimeoutError } from './errors/network-errors.js';
export { ProtocolError } from './errors/network-errors.js';
export { RawLogChangedError } from './errors/raw-log-errors.js';
export { RawLogCorruptError } from './errors/raw-log-errors.js';
export { RawLogMissingError } from './errors/raw-log-errors.js';
export { BufferOverflowError } from './errors/base.js';
export type { ApiErrorItem } from './errors/api-errors.js';
export type { RawLogDamage } from './errors/raw-log-errors.js';
export type { TimeoutPhase } from './errors/network-errors.js';
