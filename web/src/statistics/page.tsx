import { useCallback, useEffect, useMemo, useState } from 'react';
import { StatisticsDocument, type StatisticsQuery } from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';
import { Empty, type Fault, FaultBox, Page, SelectField, TextField, toFault } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { cleanName } from '../ui/index.js';
import { AssistantFigures } from './assistant-figures.js';
import { count, Divided, OverTime, writeLength } from './figure-sections.js';
import { type RangeName, toRange } from './ranges.js';
import './statistics.css';
import { toReportInputs } from './to-report-inputs.js';

const rangeNames: readonly RangeName[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'OWN'];
const today = () => new Date().toISOString().slice(0, 10);

/** Figures of the company, over time and by number, state and user. */
export default function StatisticsPage() {
  const { channels, aiAssistants } = useCompany();
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
      {aiAssistants.length > 0 && range !== null && <AssistantFigures range={range} channelId={channelId} />}
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
    const { interval } = range;
    const of = toReportInputs(range, channelId);
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
