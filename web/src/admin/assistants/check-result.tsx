import { useEffect, useRef } from 'react';
import { t } from '../../i18n/index.js';
import { FaultBox } from '../../kit/index.js';
import { FaultNotice } from './fault-notice.js';
import type { CheckState } from './use-check.js';

/** Properties of `CheckResult`. */
export interface CheckResultProps {
  readonly state: CheckState;
  readonly assistantId: string;
}

/** What the call right after saving found. The form is long, so it comes into view. */
export function CheckResult({ state, assistantId }: CheckResultProps) {
  const { check, isBusy, fault } = state;
  const place = useRef<HTMLDivElement>(null);
  const isShown = isBusy || check?.assistantId === assistantId;
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: 'center' });
  }, [isShown]);
  if (!isShown) return null;
  return (
    <div ref={place}>
      {isBusy ? (
        <p role="status">{t('ai_checking')}</p>
      ) : check?.answer ? (
        <p role="status">{t('ai_checked', { ms: check.answer.latencyMs })}</p>
      ) : fault?.code === 'PROVIDER_FAILED' ? (
        <FaultNotice title={t('ai_checkFailed')} fault={fault.detail} />
      ) : (
        <FaultBox fault={fault} />
      )}
    </div>
  );
}
