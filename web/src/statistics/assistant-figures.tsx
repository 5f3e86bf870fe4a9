import { useMemo } from 'react';
import { AssistantStatisticsDocument, type FiguresPartsFragment } from '../gql/operations.js';
import { intlLocale, t } from '../i18n/index.js';
import { FaultBox, useData } from '../kit/index.js';
import { causeText, cleanName } from '../ui/index.js';
import { count, Divided, OverTime } from './figure-sections.js';
import type { Range } from './ranges.js';
import { toReportInputs } from './to-report-inputs.js';

/** Properties of `AssistantFigures`. */
export interface AssistantFiguresProps {
  readonly range: Range;
  /** '' for all numbers. */
  readonly channelId: string;
}

/** What assistants did: turns and hand-offs, tokens and costs, proposals. */
export function AssistantFigures({ range, channelId }: AssistantFiguresProps) {
  const variables = useMemo(() => {
    const of = toReportInputs(range, channelId);
    const { interval } = range;
    return {
      turns: of(['CUSTOMER_TURNS', 'AI_ANSWERS', 'HANDOFFS'], { interval }),
      reasons: of(['HANDOFFS'], { groupBy: 'AI_REASON' }),
      numbers: of(['AI_ANSWERS', 'HANDOFFS', 'AI_COST'], { groupBy: 'CHANNEL' }),
      calls: of(['AI_CALLS', 'AI_FAILURES'], { interval }),
      tokens: of(['AI_PROMPT_TOKENS', 'AI_COMPLETION_TOKENS'], { interval }),
      costs: of(['AI_COST'], { interval }),
      proposals: of(['SUGGESTIONS_SENT', 'SUGGESTIONS_EDITED', 'SUGGESTIONS_DISMISSED'], { interval }),
    };
  }, [range, channelId]);
  const { data, fault, reload } = useData(AssistantStatisticsDocument, variables);
  if (data === null) return <FaultBox fault={fault} onRetry={reload} />;
  const [turns, answers] = [sumOf(data.turns, 0), sumOf(data.turns, 1)];
  const { currency } = data.costs;
  return (
    <>
      <h2>{t('assistants')}</h2>
      <p>
        {turns === 0 ? t('statNoTurns') : t('statShare', { share: percent(answers / turns), count: turns })}
      </p>
      <div className="stat-grid">
        <OverTime title={t('statTurnsTitle')} fileName="turns" report={data.turns} format={count} />
        <Divided
          title={t('statReasons')}
          fileName="hand-offs"
          report={data.reasons}
          labelOf={label => (label === '' ? '–' : causeText(label))}
        />
        {channelId === '' && (
          <Divided
            title={t('statAiNumbers')}
            fileName="assistants-by-number"
            report={data.numbers}
            labelOf={cleanName}
          />
        )}
        <OverTime title={t('statProposals')} fileName="proposals" report={data.proposals} format={count} />
        <OverTime title={t('statCalls')} fileName="calls" report={data.calls} format={count} />
        <OverTime title={t('statTokens')} fileName="tokens" report={data.tokens} format={count} />
        {currency !== null && (
          <OverTime
            title={`${t('statCost')}, ${currency}`}
            fileName="costs"
            report={data.costs}
            format={count}
          />
        )}
      </div>
    </>
  );
}

const sumOf = ({ rows }: FiguresPartsFragment, index: number): number =>
  rows.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
const percent = (share: number): string =>
  share.toLocaleString(intlLocale(), { style: 'percent', maximumFractionDigits: 0 });
