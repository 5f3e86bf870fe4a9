import { useMemo } from 'react';
import type { FiguresPartsFragment, ReportMetric } from '../gql/operations.js';
import { intlLocale, type MessageId, t } from '../i18n/index.js';
import { formatDateTime, formatLength } from '../ui/index.js';
import { FiguresTable } from './figures-table.js';
import { Plot, type Series } from './plot.js';

/** A number in the viewer's language. */
export const count = (value: number) => value.toLocaleString(intlLocale());
const names: Readonly<Partial<Record<ReportMetric, MessageId>>> = {
  MESSAGES_IN: 'statIn',
  MESSAGES_OUT: 'statOut',
  MESSAGES_FAILED: 'statFailed',
  RESPONSE_MEDIAN: 'statMedian',
  RESPONSE_P90: 'statP90',
  CONVERSATIONS_RESOLVED: 'statResolved',
  BOOKING_NOTICES: 'statNotices',
  CUSTOMER_TURNS: 'statTurns',
  AI_TURNS: 'statAiTurns',
  AI_ANSWERS: 'statAiAnswers',
  HANDOFFS: 'statHandoffs',
  AI_CALLS: 'statAiCalls',
  AI_FAILURES: 'statAiFailures',
  AI_PROMPT_TOKENS: 'statPromptTokens',
  AI_COMPLETION_TOKENS: 'statCompletionTokens',
  AI_COST: 'statCost',
  SUGGESTIONS: 'statSuggestions',
  SUGGESTIONS_SENT: 'statSuggestionsSent',
  SUGGESTIONS_EDITED: 'statSuggestionsEdited',
  SUGGESTIONS_DISMISSED: 'statSuggestionsDismissed',
  SUGGESTIONS_OUTDATED: 'statSuggestionsOutdated',
};
const nameOf = (metric: ReportMetric) => t(names[metric] ?? 'statIn');
const isTime = (metric: ReportMetric) => metric.includes('RESPONSE');
const write = (metric: ReportMetric, value: number | null) =>
  value === null ? null : isTime(metric) ? formatLength(Math.round(value)) : count(value);

/** A time in seconds, in words. */
export const writeLength = (value: number) => formatLength(Math.round(value));

/** Properties of a part of the statistics. */
export interface FigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly report: FiguresPartsFragment;
}

/** Figures over a time, as a plot and a table. */
export function OverTime({
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

/** Figures by a key, as bars and a table. */
export function Divided({
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
