import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  type ReportInput,
  type ReportMetric,
  StatisticsDocument,
  type StatisticsQuery,
} from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';
import { Empty, type Fault, FaultBox, Page, SelectField, TextField, toFault } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { cleanName, formatDateTime, formatLength } from '../ui/index.js';
import { FiguresTable } from './figures-table.js';
import { Plot, type Series } from './plot.js';
import { type RangeName, toRange } from './ranges.js';
import './statistics.css';

type Report = StatisticsQuery['messages'];

const rangeNames: readonly RangeName[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'OWN'];
const today = () => new Date().toISOString().slice(0, 10);

/** Figures of the company, over time and by number, state and user. */
export default function StatisticsPage() {
  const { channels } = useCompany();
  const [name, setName] = useState<RangeName>('WEEK');
  const [own, setOwn] = useState<readonly [string, string]>(() => [today(), today()]);
  const [channelId, setChannelId] = useState('');
  const range = useMemo(() => toRange(name, own, new Date()), [name, own]);
  const { data, fault, reload } = useStatistics(range, channelId);
  return (
    <Page title={t('statTitle')} help={t('statHelp')}>
      <div className="stat-filters">
        <SelectField
          label={t('statRange')}
          name="range"
          value={name}
          onChange={value => setName(value as RangeName)}
          options={rangeNames.map(value => [value, t(`stat_${value}`)])}
        />
        {name === 'OWN' && (
          <>
            <TextField
              label={t('statFrom')}
              name="from"
              type="date"
              value={own[0]}
              onChange={value => setOwn([value, own[1]])}
            />
            <TextField
              label={t('statTo')}
              name="to"
              type="date"
              value={own[1]}
              onChange={value => setOwn([own[0], value])}
            />
          </>
        )}
        <SelectField
          label={t('number')}
          name="channel"
          value={channelId}
          onChange={setChannelId}
          options={[
            ['', t('allNumbers')],
            ...channels.nodes.map(({ id, label }) => [id, cleanName(label)] as const),
          ]}
        />
      </div>
      {range === null && <p className="fault">{t('statRangeWrong')}</p>}
      <FaultBox fault={fault} onRetry={reload} />
      {data === null ? (
        fault === null && range !== null && <p className="notice">{t('loading')}</p>
      ) : (
        <Figures data={data} isOneNumber={channelId !== ''} />
      )}
    </Page>
  );
}

function useStatistics(range: ReturnType<typeof toRange>, channelId: string) {
  const { plain } = useDesk();
  const [data, setData] = useState<StatisticsQuery | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt begins again
  useEffect(() => {
    if (range === null) return;
    let isCurrent = true;
    const { from, to, interval } = range;
    const base = {
      from: from.toISOString(),
      to: to.toISOString(),
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const of = (metrics: ReportMetric[], more: Partial<ReportInput> = {}): ReportInput => ({
      ...base,
      metrics,
      ...more,
      ...(channelId === '' || metrics.includes('BOOKING_NOTICES') ? {} : { channelIds: [channelId] }),
    });
    setFault(null);
    void plain
      .query(StatisticsDocument, {
        messages: of(['MESSAGES_IN', 'MESSAGES_OUT'], { interval }),
        times: of(['RESPONSE_MEDIAN', 'RESPONSE_P90'], { interval }),
        states: of(['MESSAGES_OUT'], { groupBy: 'MESSAGE_STATUS' }),
        numbers: of(['MESSAGES_IN', 'MESSAGES_OUT', 'MESSAGES_FAILED'], { groupBy: 'CHANNEL' }),
        hours: of(['MESSAGES_IN', 'MESSAGES_OUT'], { groupBy: 'HOUR_OF_DAY' }),
        users: of(['MESSAGES_OUT', 'RESPONSE_MEDIAN', 'CONVERSATIONS_RESOLVED'], { groupBy: 'USER' }),
        bookings: of(['BOOKING_NOTICES'], { interval }),
      })
      .then(({ data: found, error }) => {
        if (!isCurrent) return;
        if (error) setFault(toFault(error));
        if (found) setData(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [plain, range, channelId, attempt]);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return { data, fault, reload };
}

const count = (value: number) => value.toLocaleString(document.documentElement.lang);
const names: Readonly<Partial<Record<ReportMetric, MessageId>>> = {
  MESSAGES_IN: 'statIn',
  MESSAGES_OUT: 'statOut',
  MESSAGES_FAILED: 'statFailed',
  RESPONSE_MEDIAN: 'statMedian',
  RESPONSE_P90: 'statP90',
  CONVERSATIONS_RESOLVED: 'statResolved',
  BOOKING_NOTICES: 'statNotices',
};
const nameOf = (metric: ReportMetric) => t(names[metric] ?? 'statIn');
const isTime = (metric: ReportMetric) => metric.includes('RESPONSE');
const write = (metric: ReportMetric, value: number | null) =>
  value === null ? null : isTime(metric) ? formatLength(Math.round(value)) : count(value);

function Figures({ data, isOneNumber }: { readonly data: StatisticsQuery; readonly isOneNumber: boolean }) {
  const isEmpty = data.messages.rows.every(({ values }) => values.every(value => !value));
  if (isEmpty && data.bookings.rows.every(({ values }) => !values[0])) return <Empty>{t('statEmpty')}</Empty>;
  return (
    <div className="stat-grid">
      <OverTime title={t('statMessages')} fileName="messages" report={data.messages} format={count} />
      <OverTime title={t('statTimes')} fileName="response-times" report={data.times} format={writeLength} />
      <Divided
        title={t('statStates')}
        fileName="states"
        report={data.states}
        labelOf={label => t(`state_${label}` as MessageId)}
      />
      {!isOneNumber && (
        <Divided title={t('statNumbers')} fileName="numbers" report={data.numbers} labelOf={cleanName} />
      )}
      <Divided
        title={t('statHours')}
        fileName="hours"
        report={data.hours}
        labelOf={hour => `${hour.padStart(2, '0')}:00`}
      />
      <Divided
        title={t('statUsers')}
        fileName="users"
        report={data.users}
        labelOf={label => (label === '' ? t('statNobody') : cleanName(label))}
      />
      <OverTime title={t('statBookings')} fileName="booking-notices" report={data.bookings} format={count} />
    </div>
  );
}

const writeLength = (value: number) => formatLength(Math.round(value));

interface FigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly report: Report;
}

function OverTime({
  title,
  fileName,
  report,
  format,
}: FigureProps & { readonly format: (value: number) => string }) {
  const [times, series] = useMemo(() => {
    const lines: Series[] = report.metrics.map((metric, index) => ({
      label: nameOf(metric),
      values: report.rows.map(({ values }) => values[index] ?? null),
    }));
    return [report.rows.map(({ startsAt }) => Date.parse(startsAt ?? '') / 1_000), lines] as const;
  }, [report]);
  return (
    <section className="stat">
      <h2>{title}</h2>
      {series.every(({ values }) => values.every(value => value === null)) ? (
        <p className="notice">{t('statNothing')}</p>
      ) : (
        <Plot label={title} times={times} series={series} format={format} />
      )}
      <FiguresTable
        {...{ title, fileName }}
        head={[t('statTime'), ...report.metrics.map(nameOf)]}
        rows={report.rows.map(({ startsAt, values }) => [
          formatDateTime(startsAt ?? ''),
          ...report.metrics.map((metric, index) => write(metric, values[index] ?? null)),
        ])}
      />
    </section>
  );
}

function Divided({
  title,
  fileName,
  report,
  labelOf,
}: FigureProps & { readonly labelOf: (label: string) => string }) {
  const rows = report.rows.filter(({ values }) => values.some(value => value));
  const most = Math.max(1, ...rows.map(({ values }) => values[0] ?? 0));
  return (
    <section className="stat">
      <h2>{title}</h2>
      <ul className="bars">
        {rows.map(({ key, values }) => {
          const label = labelOf(key?.label ?? '');
          return (
            <li key={key?.label ?? ''}>
              <span className="bar-name">{label}</span>
              <meter
                min={0}
                max={most}
                value={values[0] ?? 0}
                aria-label={`${label}: ${nameOf(report.metrics[0] ?? 'MESSAGES_IN')}`}
              />
              <span className="number">{count(values[0] ?? 0)}</span>
            </li>
          );
        })}
      </ul>
      <FiguresTable
        {...{ title, fileName }}
        head={[t('statGroup'), ...report.metrics.map(nameOf)]}
        rows={rows.map(({ key, values }) => [
          labelOf(key?.label ?? ''),
          ...report.metrics.map((metric, index) => write(metric, values[index] ?? null)),
        ])}
      />
    </section>
  );
}
