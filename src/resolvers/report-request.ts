/** What `report`, and an export of a report, are asked for. */
import { getTenant } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError, ForbiddenError } from '../domain/errors.js';
import { Permission, rolesWith } from '../domain/permission.js';
import { reportLimits } from '../domain/report.js';
import { isUuid } from '../domain/uuid-v7.js';
import { isTimeZone } from '../domain/zoned-time.js';
import type { ReportRequest } from '../queries/report/read-report.js';
import type { ReportInput } from '../schema/report.types.js';
import type { ResolverContext } from './context.js';

const dayMs = 86_400_000;
const { READ_REPORTS } = Permission;

/**
 * Checks the input, and the rights of the viewer.
 * @throws ForbiddenError for figures of others without READ_REPORTS, BadUserInputError
 */
export async function toReportRequest(context: ResolverContext, input: ReportInput): Promise<ReportRequest> {
  const viewer = requireViewer(context.viewer);
  const { metrics, from, to, interval = null, groupBy = null } = input;
  const isOwn = input.userIds?.length === 1 && input.userIds[0]?.toLowerCase() === viewer.userId;
  if (!isOwn && !viewer.permissions.includes(READ_REPORTS))
    throw new ForbiddenError('read reports about other users', READ_REPORTS, rolesWith(READ_REPORTS));
  if (metrics.length === 0 || new Set(metrics).size !== metrics.length)
    throw new BadUserInputError('metrics', 'names 1 or more figures, each once');
  if (to <= from) throw new BadUserInputError('to', 'must be after `from`');
  if (to.getTime() - from.getTime() > reportLimits.days * dayMs)
    throw new BadUserInputError('to', `must be at most ${reportLimits.days} days after \`from\``);
  const timezone = input.timezone ?? (await getTenant(context.reader)).timezone;
  if (!isTimeZone(timezone)) throw new BadUserInputError('timezone', 'must be a zone such as Asia/Almaty');
  return {
    ...{ metrics, from, to, interval, groupBy, timezone },
    channelIds: checkIds('channelIds', input.channelIds),
    topicIds: checkIds('topicIds', input.topicIds),
    userIds: checkIds('userIds', input.userIds),
    teamIds: checkIds('teamIds', input.teamIds),
  };
}

function checkIds(field: string, ids: readonly string[] | null | undefined): readonly string[] | null {
  if (ids == null) return null;
  if (ids.length > reportLimits.ids)
    throw new BadUserInputError(field, `takes at most ${reportLimits.ids} values`);
  const wrong = ids.find(id => !isUuid(id));
  if (wrong !== undefined)
    throw new BadUserInputError(field, 'must be ids that an earlier response contained');
  return ids;
}
