import { AiCallsOfDocument, type AiCallsOfQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { FaultBox, type ListPage, useList } from '../kit/index.js';
import { causeText, cleanName, formatDateTime, formatMoney, guardText } from '../ui/index.js';

type Page = NonNullable<NonNullable<AiCallsOfQuery['conversation']>['aiCalls']>;
type Call = Page['nodes'][number];

const noCalls: ListPage<Call> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** The calls to models about a conversation, newest first: what was asked, what was answered, what it cost. */
export function AiCalls({ conversationId }: { readonly conversationId: string }) {
  const list = useList(
    AiCallsOfDocument,
    { id: conversationId },
    data => data.conversation?.aiCalls ?? noCalls,
  );
  const { items, isLoading, fault, hasMore, loadMore } = list;
  return (
    <>
      <FaultBox fault={fault} onRetry={loadMore} />
      {items.length === 0 && fault === null && (
        <p className="muted">{t(isLoading ? 'loading' : 'aiCallsNone')}</p>
      )}
      <ol className="ai-call-list">
        {items.map(call => (
          <li key={call.id}>
            <CallView call={call} />
          </li>
        ))}
      </ol>
      {hasMore && (
        <button type="button" className="button" disabled={isLoading} onClick={loadMore}>
          {t('loadMore')}
        </button>
      )}
    </>
  );
}

const heldBack = 'HELD_BACK_';

const faultText = (fault: string): string =>
  fault.startsWith(heldBack) ? guardText(fault.slice(heldBack.length), fault) : fault;

function CallView({ call }: { readonly call: Call }) {
  const { createdAt, assistant, latencyMs, promptTokens, completionTokens, isEstimate, cost } = call;
  const { fault, outcome, outcomeReason, prompt, answer } = call;
  const facts = [
    outcome && t(`outcome_${outcome}`),
    outcomeReason && causeText(outcomeReason),
    t(isEstimate ? 'aiCallTokensAbout' : 'aiCallTokens', { prompt: promptTokens, answer: completionTokens }),
    cost && formatMoney(cost),
    latencyMs !== null && t('aiCallTime', { ms: latencyMs }),
  ];
  return (
    <>
      <strong>{cleanName(assistant.name)}</strong>{' '}
      <time className="muted" dateTime={createdAt}>
        {formatDateTime(createdAt)}
      </time>
      <p className="muted">{facts.filter(Boolean).join(' · ')}</p>
      {fault !== null && <p className="fault">{t('aiCallFault', { fault: faultText(fault) })}</p>}
      {answer && (
        <p className="text" dir="auto">
          {answer.reply || t('aiCallNoReply')}
        </p>
      )}
      {prompt === null ? (
        <p className="muted">{t('aiCallGone')}</p>
      ) : (
        <details>
          <summary>{t('aiCallPrompt')}</summary>
          <ol className="ai-dialogue">
            {prompt.dialogue.map(({ isCustomer, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a kept dialogue never changes
              <li key={index}>
                <span className="muted">{t(isCustomer ? 'contact' : 'aiCallCompany')}:</span>{' '}
                <span className="text" dir="auto">
                  {text}
                </span>
              </li>
            ))}
          </ol>
          <pre className="ai-instructions" dir="auto">
            {prompt.instructions}
          </pre>
        </details>
      )}
    </>
  );
}
