import { t } from '../../i18n/index.js';
import { Facts } from '../../kit/index.js';
import { guardText } from '../../ui/index.js';
import type { Answer } from './use-check.js';

/** The answer to a question, with what it cost, and whether it would leave. */
export function AnswerView({ answer }: { readonly answer: Answer }) {
  const { text, latencyMs, promptTokens, completionTokens, wouldHandOff, heldBack, heldBackGuard } = answer;
  return (
    <div className="assistant-answer" role="status">
      <h2>{t('ai_answer')}</h2>
      {text === '' ? (
        <p className="muted">{t('ai_noAnswer')}</p>
      ) : (
        <blockquote className="text" dir="auto">
          {text}
        </blockquote>
      )}
      {heldBack !== null && (
        <p className="warning">{t('ai_heldBack', { reason: guardText(heldBackGuard, heldBack) })}</p>
      )}
      <Facts
        items={[
          [t('ai_wouldHandOff'), t(wouldHandOff ? 'yes' : 'no')],
          [t('ai_wouldLeave'), t(heldBack === null && !wouldHandOff ? 'yes' : 'no')],
          [t('ai_latency'), t('ai_milliseconds', { ms: latencyMs })],
          [t('ai_promptTokens'), promptTokens ?? t('unknown')],
          [t('ai_completionTokens'), completionTokens ?? t('unknown')],
        ]}
      />
    </div>
  );
}
