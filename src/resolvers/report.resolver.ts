import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { ReportDimension, ReportMetric } from '../domain/report.js';
import { toLocal } from '../domain/zoned-time.js';
import { readPriceCurrency } from '../queries/report/price-currency.js';
import { readReport } from '../queries/report/read-report.js';
import { Report, ReportInput, type ReportKey } from '../schema/report.types.js';
import type { ResolverContext } from './context.js';
import { loadNodeOfType } from './node-loaders.js';
import { toReportRequest } from './report-request.js';

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
    const request = await toReportRequest(context, input);
    const rows = await readReport(context.reader, request);
    const { metrics, timezone, groupBy } = request;
    return {
      metrics: [...metrics],
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
