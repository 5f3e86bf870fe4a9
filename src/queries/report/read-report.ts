/** Reads a report: one statement for each source that is asked for, and one for the buckets. */
import { tableOf } from '../../database/columns.js';
import { tenantStatement } from '../../database/statement.js';
import type { TenantReader } from '../../database/tenant-reader.js';
import { BadUserInputError } from '../../domain/errors.js';
import { firstUuidAt } from '../../domain/first-uuid-at.js';
import {
  isTimeMetric,
  ReportDimension,
  ReportInterval,
  type ReportMetric,
  reportLimits,
} from '../../domain/report.js';
import { Tenant } from '../../entities/tenant.entity.js';
import { Parameters } from '../page-sql.js';
import { type ReportFilter, type ReportSource, reportSources } from './report-source.js';

/** What to report; times are instants, the zone is valid. */
export interface ReportRequest extends Readonly<Record<ReportFilter, readonly string[] | null>> {
  readonly metrics: readonly ReportMetric[];
  readonly from: Date;
  readonly to: Date;
  readonly timezone: string;
  readonly interval: ReportInterval | null;
  readonly groupBy: ReportDimension | null;
}

/** A row of a report; `values` follow the metrics. */
export interface ReportFigures {
  readonly startsAt: Date | null;
  /** Id or text of the group; null for rows without one, and without groups. */
  readonly key: string | null;
  readonly values: (number | null)[];
}

interface FoundRow {
  readonly start: Date | null;
  readonly key: string | null;
  readonly [value: `v${number}`]: number | null;
}

const dayMs = 86_400_000;
/** An answer may come this long after the question; a dialogue is followed this far before the beginning. */
const answerMs = 7 * dayMs;
const filters: readonly ReportFilter[] = ['channelIds', 'topicIds', 'userIds', 'teamIds'];
const tenant = tableOf(Tenant).of('t');
const units = { HOUR: 'hour', DAY: 'day', WEEK: 'week', MONTH: 'month' } as const;

/** @throws BadUserInputError for a figure that the grouping or a filter cannot divide, and for too many rows */
export async function readReport(reader: TenantReader, request: ReportRequest): Promise<ReportFigures[]> {
  const asked = reportSources.filter(({ values }) => request.metrics.some(metric => metric in values));
  for (const source of asked) refuseWhatDoesNotFit(source, request);
  const [buckets, ...found] = await Promise.all([
    readBuckets(reader, request),
    ...asked.map(source => readSource(reader, source, request)),
  ]);
  const rows = new Map<string, ReportFigures>();
  const rowOf = (startsAt: Date | null, key: string | null): ReportFigures => {
    const id = `${startsAt?.getTime() ?? ''}/${key ?? ''}`;
    const known = rows.get(id);
    if (known) return known;
    const values = request.metrics.map(metric => (isTimeMetric(metric) ? null : 0));
    const row = { startsAt, key, values };
    rows.set(id, row);
    return row;
  };
  const keys =
    request.groupBy === null ? [null] : [...new Set(found.flat().map(({ key }) => key))].sort(byKey);
  if (buckets.length * keys.length > reportLimits.rows)
    throw new BadUserInputError(
      'interval',
      `gives more than ${reportLimits.rows} rows; choose a longer one or less time`,
    );
  for (const key of keys) for (const start of buckets) rowOf(start, key);
  for (const [index, source] of asked.entries())
    for (const row of found[index] ?? [])
      for (const [at, metric] of Object.keys(source.values).entries()) {
        const place = request.metrics.indexOf(metric as ReportMetric);
        if (place >= 0) rowOf(row.start, row.key).values[place] = row[`v${at}`] ?? null;
      }
  return [...rows.values()];
}

const isTimeDimension = (groupBy: ReportDimension | null): boolean =>
  groupBy === ReportDimension.HOUR_OF_DAY || groupBy === ReportDimension.DAY_OF_WEEK;

function refuseWhatDoesNotFit(source: ReportSource, request: ReportRequest): void {
  const names = Object.keys(source.values).join(', ');
  const { groupBy } = request;
  if (groupBy !== null && !isTimeDimension(groupBy) && !(groupBy in source.keys))
    throw new BadUserInputError('groupBy', `${groupBy} does not divide ${names}; ask for them separately`);
  for (const filter of filters)
    if (request[filter] !== null && !(filter in source.filters))
      throw new BadUserInputError(filter, `does not apply to ${names}; ask for them separately`);
}

function readSource(reader: TenantReader, source: ReportSource, request: ReportRequest): Promise<FoundRow[]> {
  const parameters = new Parameters();
  const id = (at: number) => parameters.add(firstUuidAt(new Date(at)), 'uuid');
  const [from, to] = [request.from.getTime(), request.to.getTime()];
  // Only what the statement uses: PostgreSQL cannot tell the type of another parameter.
  const rows = source.rows({
    from: id(from),
    to: id(to),
    before: source.isWide ? id(from - answerMs) : '',
    after: source.isWide ? id(Math.min(to + answerMs, Date.now() + dayMs)) : '',
  });
  const isOfTime = request.interval !== null || isTimeDimension(request.groupBy);
  const zone = isOfTime ? parameters.add(request.timezone, 'text') : '';
  const conditions = filters.flatMap(filter => {
    const [ids, column] = [request[filter], source.filters[filter]];
    return ids === null || column === undefined
      ? []
      : [` and ${column} = any(${parameters.add(ids, 'uuid[]')})`];
  });
  const values = Object.values(source.values).map((value, at) => `${value} as "v${at}"`);
  const start =
    request.interval === null
      ? 'null::timestamptz'
      : `date_trunc('${units[request.interval]}', ${source.time}, ${zone})`;
  const text = `select ${start} as "start", ${keyOf(source, request.groupBy, zone)} as "key", ${values.join(', ')}
     from ${rows}${conditions.join('')}${request.interval === null && request.groupBy === null ? '' : ' group by 1, 2'}`;
  // Planned for its times: a generic plan cannot know how much they hold.
  return reader.rows<FoundRow>({ name: '', text, isTenantScoped: true }, ...parameters.values);
}

function keyOf({ keys, time }: ReportSource, groupBy: ReportDimension | null, zone: string): string {
  if (groupBy === null) return 'null::text';
  if (groupBy === ReportDimension.HOUR_OF_DAY)
    return `extract(hour from ${time} at time zone ${zone})::int::text`;
  if (groupBy === ReportDimension.DAY_OF_WEEK)
    return `extract(isodow from ${time} at time zone ${zone})::int::text`;
  return `${keys[groupBy]}::text`;
}

/** Numbers by size, names by letters; the rows without a key last. */
function byKey(one: string | null, two: string | null): number {
  if (one === null || two === null) return Number(one === null) - Number(two === null);
  return one.localeCompare(two, 'en', { numeric: true });
}

const bucketsByUnit = Object.fromEntries(
  Object.entries(units).map(([interval, unit]) => {
    const series =
      interval === ReportInterval.HOUR
        ? `select at as start from generate_series(date_trunc('hour', $2::timestamptz, $4::text), $3::timestamptz - interval '1 microsecond', interval '1 hour') at`
        : `select local at time zone $4::text as start from generate_series(date_trunc('${unit}', $2::timestamptz at time zone $4::text), $3::timestamptz at time zone $4::text - interval '1 microsecond', interval '1 ${unit}') local`;
    return [
      interval,
      tenantStatement<{ readonly start: Date }>(
        `report-buckets-${unit}`,
        `select b.start as "start" from ${tableOf(Tenant).table} t cross join (${series} limit ${reportLimits.buckets + 1}) b where ${tenant.id} = $1 order by 1`,
      ),
    ];
  }),
);

async function readBuckets(
  reader: TenantReader,
  { interval, from, to, timezone }: ReportRequest,
): Promise<(Date | null)[]> {
  if (interval === null) return [null];
  const statement = bucketsByUnit[interval];
  const rows = statement ? await reader.rows(statement, from, to, timezone) : [];
  if (rows.length > reportLimits.buckets)
    throw new BadUserInputError(
      'interval',
      `gives more than ${reportLimits.buckets} buckets; choose a longer one`,
    );
  return rows.map(({ start }) => start);
}
