import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { AdminAssistantUsageDocument } from '../../gql/operations.js';
import { intlLocale, t } from '../../i18n/index.js';
import { Facts, FaultBox, SelectField, useData } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { formatMoney } from '../../ui/index.js';

const days = { DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 90 } as const;
type RangeName = keyof typeof days;
const dayMs = 86_400_000;

/** What the assistant did and used, and how good it was. */
export function Usage({ assistantId }: { readonly assistantId: string }) {
  const { viewer } = useCompany();
  const [range, setRange] = useState<RangeName>('MONTH');
  const after = useMemo(() => new Date(Date.now() - days[range] * dayMs).toISOString(), [range]);
  const { data, fault, reload } = useData(AdminAssistantUsageDocument, { after });
  const usage = data?.aiAssistants.find(({ id }) => id === assistantId)?.usage;
  const count = (value: unknown) => Number(value).toLocaleString(intlLocale());
  return (
    <section className="section" aria-label={t('ai_usage')}>
      <div className="page-filters">
        <SelectField
          {...{ name: 'range', label: t('statRange'), value: range }}
          onChange={value => setRange(value as RangeName)}
          options={(Object.keys(days) as RangeName[]).map(name => [name, t(`stat_${name}`)] as const)}
        />
      </div>
      {viewer.permissions.includes('READ_REPORTS') && (
        <p>
          <Link href="/admin/statistics">{t('ai_toStatistics')}</Link>
        </p>
      )}
      <FaultBox fault={fault} onRetry={reload} />
      {usage && (
        <Facts
          items={[
            [t('ai_calls'), count(usage.calls)],
            [t('ai_failures'), count(usage.failures)],
            [t('ai_promptTokens'), count(usage.promptTokens)],
            [t('ai_completionTokens'), count(usage.completionTokens)],
            [t('ai_sent'), count(usage.sent)],
            [t('ai_handoffs'), count(usage.handoffs)],
            [t('ai_suggested'), count(usage.suggested)],
            [t('ai_used'), count(usage.used)],
            [t('ai_edited'), count(usage.edited)],
            [t('ai_dismissed'), count(usage.dismissed)],
            [t('ai_outdated'), count(usage.outdated)],
            [t('ai_costs'), usage.costs.map(formatMoney).join(', ') || t('ai_noPrices')],
          ]}
        />
      )}
    </section>
  );
}
