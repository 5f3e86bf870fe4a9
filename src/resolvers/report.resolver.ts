import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError, ForbiddenError } from '../domain/errors.js';
import { Permission, rolesWith } from '../domain/permission.js';
import { ReportDimension, ReportMetric, reportLimits } from '../domain/report.js';
import { isUuid } from '../domain/uuid-v7.js';
import { isTimeZone, toLocal } from '../domain/zoned-time.js';
import { readPriceCurrency } from '../queries/report/price-currency.js';
import { readReport } from '../queries/report/read-report.js';
import { Report, ReportInput, type ReportKey } from '../schema/report.types.js';
import type { ResolverContext } from './context.js';
import { loadNodeOfType } from './node-loaders.js';

const dayMs = 86_400_000;
const { READ_REPORTS } = Permission;

/** Reports. */
@Resolver(() => Report)
export class ReportResolver {
  @Query(() => Report, {
    description:
      'Figures over a time: messages, conversations, leads, response times, notices of bookings, work of assistants. Rows are counted when they were stored. A response time is that from the first unanswered message of a customer to the next message of a person, within a week; it counts at the time of the question. Without READ_REPORTS only about yourself: `userIds` must name you alone.',
  })
  async report(
    @Arg('input', () => ReportInput, { description: 'Which figures.' }) input: ReportInput,
    @Ctx() context: ResolverContext,
  ): Promise<Report> {
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
    const rows = await readReport(context.reader, {
      ...{ metrics, from, to, interval, groupBy, timezone },
      channelIds: checkIds('channelIds', input.channelIds),
      topicIds: checkIds('topicIds', input.topicIds),
      userIds: checkIds('userIds', input.userIds),
      teamIds: checkIds('teamIds', input.teamIds),
    });
    return {
      metrics,
      timezone,
      currency: metrics.includes(ReportMetric.AI_COST) ? await readPriceCurrency(context.reader) : null,
      generatedAt: new Date(),
      rows: await Promise.all(
        rows.map(async ({ startsAt, key, values }) => ({
          ...{ startsAt, values },
          startsAtLocal: startsAt && toLocal(startsAt, timezone),
          key: groupBy === null ? null : await toKey(context, groupBy, key),
        })),
      ),
    };
  }
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

const typeOf = {
  [ReportDimension.CHANNEL]: 'Channel',
  [ReportDimension.TOPIC]: 'Topic',
  [ReportDimension.USER]: 'User',
  [ReportDimension.TEAM]: 'Team',
  [ReportDimension.LEAD_STAGE]: 'LeadStage',
  [ReportDimension.ASSISTANT]: 'AiAssistant',
} as const;

/** One statement for all keys of a report: the loaders gather them. */
async function toKey(
  context: ResolverContext,
  groupBy: ReportDimension,
  key: string | null,
): Promise<ReportKey> {
  const type = groupBy in typeOf ? typeOf[groupBy as keyof typeof typeOf] : null;
  if (key === null || type === null) return { node: null, label: key ?? '' };
  const node = await loadNodeOfType(context, type, key);
  const { displayName, name = displayName } = (node ?? {}) as { displayName?: string; name?: string };
  return { node, label: name ?? '' };
}
