import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { assistantOf, useCompany, useDesk } from '../live/index.js';
import { causeOf, cleanName, cleanSentence, guardText, Icon, Name } from '../ui/index.js';
import { setHandoff } from './set-handoff.js';

/** Properties of `HandoffLine`. */
export interface HandoffLineProps {
  readonly conversation: RowPartsFragment;
  readonly mayWork: boolean;
}

/** Who holds the conversation, why a person is asked for, and how it changes hands. */
export function HandoffLine({ conversation, mayWork }: HandoffLineProps) {
  const desk = useDesk();
  const assistant = assistantOf(useCompany(), conversation.channel.id);
  const { id, handoff, handoffReason, handoffGuard } = conversation;
  const isAuto = assistant?.mode === 'AUTO';
  // Where no assistant answers, people always do.
  if (handoff === 'HUMAN_ACTIVE' && !isAuto) return null;
  const name = cleanName(assistant?.name) || t('assistant');
  const isAsked = handoff === 'HANDOFF_REQUESTED';
  return (
    <div className={`thread-handoff ${isAsked ? 'thread-handoff-asked' : ''}`}>
      <span role="status" className="thread-holder">
        <Icon name={handoff === 'AI_ACTIVE' ? 'assistant' : 'user'} />
        <Name>
          {isAsked
            ? t('holder_HANDOFF_REQUESTED', { cause: causeOf(conversation) })
            : t(`holder_${handoff}`, { name })}
        </Name>
        {isAsked && handoffReason !== null && (
          <q dir="auto">{cleanSentence(guardText(handoffGuard, handoffReason))}</q>
        )}
      </span>
      {mayWork && handoff !== 'HUMAN_ACTIVE' && (
        <button
          type="button"
          className={`button ${isAsked ? 'primary' : ''}`}
          onClick={() => void setHandoff(desk, [id], 'HUMAN_ACTIVE')}
        >
          {t('takeOver')}
        </button>
      )}
      {mayWork && handoff !== 'AI_ACTIVE' && isAuto && (
        <button type="button" className="button" onClick={() => void setHandoff(desk, [id], 'AI_ACTIVE')}>
          {t('giveBack')}
        </button>
      )}
    </div>
  );
}
