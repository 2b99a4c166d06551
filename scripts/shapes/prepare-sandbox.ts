// Fills an empty sandbox with the rows that a recorded reply was made from, and the links between them.
import { createSandbox, type Sandbox, type TableName } from '../../lib/sandbox/index.js';
import { callName, isObject, objectAt, param, type Interaction, type Json, type JsonObject } from './interaction.js';
import { isModelName, isRow } from './known-types.js';

const EMPTY = {
  ...{ offers: 0, affiliates: 0, affiliateUsers: 0, advertisers: 0, conversions: 0, goals: 0, tags: 0 },
  ...{ tagRelations: 0, offerFiles: 0, categories: 0, approvals: 0 },
};

/** The days of the recordings. */
const RAW_LOGS = { from: '20160907', days: 6 };

const REFERENCES: Readonly<Record<string, TableName>> = {
  offer_id: 'Offer',
  affiliate_id: 'Affiliate',
  category_id: 'OfferCategory',
};

const tableOf = (sandbox: Sandbox, name: string): TableName | undefined =>
  name in sandbox.tables ? (name as TableName) : undefined;

const filtersOf = ({ query }: Interaction): JsonObject =>
  Object.fromEntries(query.map(([key, value]) => [/^filters\[(\w+)\]$/.exec(key)?.[1] ?? '', value]));

/** Copies only what links rows: everything else has to come from the sandbox itself. */
const ties = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([column]) => /(^id|_id|^code)$/.test(column)));

const insertRows = (sandbox: Sandbox, interaction: Interaction, data: Json | undefined): void => {
  if (Array.isArray(data)) return data.forEach((item) => insertRows(sandbox, interaction, item));
  if (!isObject(data)) return;
  for (const [key, inner] of Object.entries(data)) {
    const table = tableOf(sandbox, key);
    if (table && table !== 'Country' && isModelName(key) && isRow(inner)) {
      const asked = Object.entries(filtersOf(interaction)).filter(([column]) => column !== '' && column in inner);
      sandbox.tables[table].insert({ ...ties(inner), ...Object.fromEntries(asked) });
    } else insertRows(sandbox, interaction, inner);
  }
};

const mainTable = (sandbox: Sandbox, interaction: Interaction): TableName | undefined =>
  /OfferCategor/.test(callName(interaction)) ? 'OfferCategory' : tableOf(sandbox, param(interaction, 'Target'));

const ensure = (sandbox: Sandbox, table: TableName | undefined, id: Json | undefined): void => {
  if (table && typeof id === 'string' && /^\d+$/.test(id) && !sandbox.tables[table].has(id))
    sandbox.tables[table].insert({ id });
};

/** Rows that the call names, except those that the recorded reply reports as missing. */
const ensureNamed = (sandbox: Sandbox, interaction: Interaction, response: JsonObject): void => {
  if (response['data'] === null) return;
  const missing = /hydrate rows: (\d+)/.exec(JSON.stringify(response['errorMessage']))?.[1];
  ensure(sandbox, mainTable(sandbox, interaction), param(interaction, 'id'));
  for (const [name, table] of Object.entries(REFERENCES)) {
    if (param(interaction, name) !== missing) ensure(sandbox, table, param(interaction, name));
    ensure(sandbox, table, filtersOf(interaction)[name]);
  }
};

const insertIds = (sandbox: Sandbox, interaction: Interaction, data: Json | undefined): void => {
  const table = /OfferIds$/.test(param(interaction, 'Method')) ? 'Offer' : mainTable(sandbox, interaction);
  if (Array.isArray(data)) for (const id of data) ensure(sandbox, table, id);
};

/** Countries and categories of offers are not rows: calls link them. */
const tieByCalls = async (sandbox: Sandbox, interaction: Interaction, data: Json | undefined): Promise<void> => {
  const call = async (Method: string, id: string, extra: Record<string, string>): Promise<void> => {
    const pairs = { NetworkToken: sandbox.networkToken, NetworkId: sandbox.networkId, Target: 'Offer', Method, id };
    await fetch(`${sandbox.endpoint}?${new URLSearchParams({ ...pairs, ...extra }).toString()}`);
  };
  const id = param(interaction, 'id');
  const items = Array.isArray(data) ? data : [];
  for (const item of items) {
    const code = objectAt(item, 'Country')['code'];
    const category = objectAt(item, 'OfferCategory')['id'];
    if (typeof code === 'string') await call('addTargetCountry', id, { country_code: code });
    if (typeof category === 'string') await call('addCategory', id, { category_id: category });
    if (callName(interaction) === 'Application.findAllOfferCategoryOfferIds' && typeof item === 'string')
      await call('addCategory', item, { category_id: id });
  }
  for (const [offer, row] of Object.entries(isObject(data) ? data : {}))
    for (const code of Object.keys(objectAt(row, 'Country')))
      await call('addTargetCountry', offer, { country_code: code });
};

/** The file whose link the call requests; its name contains its hour. */
const addLogFile = (sandbox: Sandbox, interaction: Interaction): void => {
  const filename = param(interaction, 'log_filename');
  const seconds = /-(\d+)-/.exec(filename)?.[1];
  if (seconds === undefined) return;
  sandbox.rawLogs.add('clicks', { filename, startTime: new Date(Number(seconds) * 1000) });
};

/** Starts a sandbox that can answer a recorded call. */
export const prepareSandbox = async (interaction: Interaction): Promise<Sandbox> => {
  const response = objectAt(interaction.reply, 'response');
  // Only the refusal of an unknown network has no status.
  const networkId = 'status' in response ? param(interaction, 'NetworkId') : 'another';
  const networkToken = param(interaction, 'NetworkToken');
  const sandbox = await createSandbox({ ...EMPTY, networkId, networkToken, rateLimit: false, rawLogs: RAW_LOGS });
  const data = response['data'];
  insertRows(sandbox, interaction, data);
  ensureNamed(sandbox, interaction, response);
  insertIds(sandbox, interaction, data);
  addLogFile(sandbox, interaction);
  await tieByCalls(sandbox, interaction, data);
  // When an approval is set for the second time, the reply is only `true`.
  if (callName(interaction) === 'Offer.setAffiliateApproval' && data === true)
    sandbox.tables.AffiliateOffer.insert({
      offer_id: param(interaction, 'id'),
      affiliate_id: param(interaction, 'affiliate_id'),
    });
  return sandbox;
};
