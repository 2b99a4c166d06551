export { dates, logged, rowsOf } from '../../support/sandbox-reports.js';
