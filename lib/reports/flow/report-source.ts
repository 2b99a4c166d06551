import type { Observable } from 'rxjs';
import type { ApiRequest } from '../../transport/api-request.js';
import type { Reply } from '../../transport/reply.js';

/** Whose reports: the network's, an affiliate's or an advertiser's. */
export type ReportTarget = 'Report' | 'Affiliate_Report' | 'Advertiser_Report';

/** Carries one call to the service. Cold. */
export type SendReport = (request: ApiRequest) => Observable<Reply>;
