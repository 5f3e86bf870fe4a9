import type { ReportInput, ReportMetric } from '../gql/operations.js';
import type { Range } from './ranges.js';

/** Makes the inputs of reports over one time, of one number or of all ('') */
export function toReportInputs({ from, to }: Range, channelId: string) {
  const base = {
    from: from.toISOString(),
    to: to.toISOString(),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return (metrics: ReportMetric[], more: Partial<ReportInput> = {}): ReportInput => ({
    ...base,
    metrics,
    ...more,
    ...(channelId === '' || metrics.includes('BOOKING_NOTICES') ? {} : { channelIds: [channelId] }),
  });
}
