import type { Database } from '../../src/database/database.js';
import { applyStatusReport, type ChannelStatusReport } from '../../src/messages/status-report.js';

/** Applies one report in a transaction of its own. */
export function recordStatusReport(
  database: Database,
  report: ChannelStatusReport,
): Promise<{ readonly messageId: string | null; readonly applied: boolean }> {
  return database.publish(report.tenantId, async transaction => {
    const { events, ...result } = await applyStatusReport(transaction, report);
    transaction.emit(...events);
    return result;
  });
}
