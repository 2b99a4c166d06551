import type {
  Change,
  ClickColumn,
  Demand,
  FollowCheckpoint,
  FollowedFile,
  FollowOptions,
  FollowReport,
  Id,
  ListFilesOptions,
  LogFileFacts,
  LogListOptions,
  LogRange,
  MethodName,
  ModelFields,
  Page,
  Scalar,
  Target,
} from 'rxoffers';
// Compiled, never run: the shapes of values that users read and write.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const streams = (change: Change<number>, demand: Demand, page: Page<string>): unknown[] => [
  change.item satisfies number,
  change.type === 'changed' && (change.fields satisfies readonly string[]),
  demand.wanted satisfies boolean,
  demand.whenWanted(() => undefined) satisfies () => void,
  page.items satisfies readonly string[],
  page.pageCount satisfies number | undefined,

  // @ts-expect-error an addition has no previous element
  change.type === 'added' && change.previous,
  // @ts-expect-error only the consumer decides what is wanted
  (demand.wanted = true),
  // @ts-expect-error the service may not give the number of pages
  page.pageCount satisfies number,
];

export const values: unknown[] = [
  62 satisfies Id & Scalar,
  'Affiliate_Offer' satisfies Target,
  'setPayout' satisfies MethodName<'Offer'>,
  'offer_id' satisfies ClickColumn,
  // @ts-expect-error a flag is not an id
  true satisfies Id,
  // @ts-expect-error null is not a value to compare with
  null satisfies Scalar,
  // @ts-expect-error there is no such target
  'Nothing' satisfies Target,
  // @ts-expect-error there is no such method
  'setPayouts' satisfies MethodName<'Offer'>,
  // @ts-expect-error the logs have no such column
  'offer_name' satisfies ClickColumn,
];

// Fields are typed as on the wire: ids, flags and money are strings. All may be absent, since `fields` projects.
true satisfies Same<ModelFields['Offer']['id'], string | undefined>;
true satisfies Same<ModelFields['Offer']['default_payout'], string | undefined>;
true satisfies Same<ModelFields['Offer']['is_private'], string | undefined>;
true satisfies Same<ModelFields['Offer']['modified'], number | string | undefined>;
true satisfies Same<ModelFields['Offer']['currency'], string | null | undefined>;
true satisfies Same<ModelFields['Country']['regions'], readonly unknown[] | undefined>;

export const fields: unknown[] = [
  {} satisfies ModelFields['Offer'],
  { name: 'x' } satisfies ModelFields['Tag'],
  { offer_id: '1' } satisfies ModelFields['OffersTags'],
  { affiliate_id: '1' } satisfies ModelFields['AffiliatesTags'],
  { advertiser_id: '1' } satisfies ModelFields['AdvertisersTags'],
  // The service may know more values than the catalog, unless the catalog knows all of them.
  'brand new' satisfies ModelFields['Offer']['status'],
  // @ts-expect-error the values of this field are all known
  'brand new' satisfies ModelFields['Affiliate']['status'],
  // @ts-expect-error a status is a text
  1 satisfies ModelFields['Conversion']['status'],
];

export const rawLogs = (
  facts: LogFileFacts,
  checkpoint: FollowCheckpoint,
  followed: FollowedFile<string>,
): unknown[] => [
  {} satisfies LogListOptions,
  { onMissing: 'skip' } satisfies ListFilesOptions,
  facts.startTime satisfies Date,
  '20160920' satisfies LogRange,
  { from: '2016', to: new Date() } satisfies LogRange,
  { since: '20160909', checkpoint: null } satisfies FollowOptions,
  { since: new Date(), checkpoint } satisfies FollowOptions,
  checkpoint.version satisfies 2,
  followed satisfies { readonly file: string; readonly checkpoint: FollowCheckpoint; readonly late: boolean },
  'vanished' satisfies FollowReport['type'],

  // @ts-expect-error a range has two ends
  { from: '2016' } satisfies LogRange,
  // @ts-expect-error a Date is an instant, not a range
  new Date() satisfies LogRange,
  // @ts-expect-error milliseconds are not accepted
  { since: 1_473_411_600_000 } satisfies FollowOptions,
  // @ts-expect-error facts are read-only
  (facts.filename = ''),
  // @ts-expect-error a checkpoint is read-only
  (checkpoint.upTo = 0),
];
