/** The field that names a row of a model elsewhere: `ad_campaign_id` for `AdCampaign`. */
export const idField = (model: string): string => `${model.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()}_id`;
