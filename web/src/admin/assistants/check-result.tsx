import { t } from '../../i18n/index.js';
import { FaultBox } from '../../kit/index.js';
import { FaultNotice } from './fault-notice.js';
import type { CheckState } from './use-check.js';

/** Properties of `CheckResult`. */
export interface CheckResultProps {
  readonly state: CheckState;
  readonly assistantId: string;
}

/** What the call right after saving found. */
export function CheckResult({ state, assistantId }: CheckResultProps) {
  const { check, isBusy, fault } = state;
  if (isBusy) return <p role="status">{t('ai_checking')}</p>;
  if (check?.assistantId !== assistantId) return null;
  if (check.answer !== null) return <p role="status">{t('ai_checked', { ms: check.answer.latencyMs })}</p>;
  if (fault?.code === 'PROVIDER_FAILED')
    return <FaultNotice title={t('ai_checkFailed')} fault={fault.detail} />;
  return <FaultBox fault={fault} />;
}
