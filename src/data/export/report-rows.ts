/** Rows of an exported report: flat, with the names of its groups next to their ids. */
import type { TenantReader } from '../../database/tenant-reader.js';
import { ReportDimension } from '../../domain/report.js';
import { toLocal } from '../../domain/zoned-time.js';
import { createLoaders, type Loaders } from '../../queries/loaders.js';
import { type ReportRequest, readReport } from '../../queries/report/read-report.js';
import type { FileRow } from '../row-file.js';

/** Names of groups that are rows; the others are texts themselves. */
const names: Readonly<
  Partial<Record<ReportDimension, (loaders: Loaders, id: string) => Promise<string | undefined>>>
> = {
  [ReportDimension.CHANNEL]: async ({ channel }, id) => (await channel.load(id))?.displayName,
  [ReportDimension.TOPIC]: async ({ topic }, id) => (await topic.load(id))?.name,
  [ReportDimension.USER]: async ({ user }, id) => (await user.load(id))?.name,
  [ReportDimension.TEAM]: async ({ team }, id) => (await team.load(id))?.name,
  [ReportDimension.LEAD_STAGE]: async ({ stage }, id) => (await stage.load(id))?.name,
};

/** Columns of the file: only those of what was asked for. */
export function reportColumns({ metrics, interval, groupBy }: ReportRequest): readonly string[] {
  return [
    ...(interval === null ? [] : ['startsAt', 'startsAtLocal']),
    ...(groupBy === null ? [] : groupBy in names ? ['keyId', 'key'] : ['key']),
    ...metrics,
  ];
}

/** The rows, as many as the query `report` allows. @throws BadUserInputError as it does */
export async function readReportRows(reader: TenantReader, request: ReportRequest): Promise<FileRow[]> {
  const { metrics, groupBy, timezone } = request;
  const figures = await readReport(reader, request);
  // One statement for all names: the loader gathers them.
  const loaders = createLoaders(reader);
  const nameOf = groupBy === null ? undefined : names[groupBy];
  const columns = reportColumns(request);
  return Promise.all(
    figures.map(async ({ startsAt, key, values }) => {
      const row: FileRow = {
        ...{ startsAt, startsAtLocal: startsAt && toLocal(startsAt, timezone) },
        ...{ keyId: key, key: key === null || !nameOf ? key : ((await nameOf(loaders, key)) ?? null) },
        ...Object.fromEntries(metrics.map((metric, index) => [metric, values[index] ?? null])),
      };
      return Object.fromEntries(columns.map(column => [column, row[column] ?? null]));
    }),
  );
}
