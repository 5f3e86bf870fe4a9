import { useState } from 'react';
import {
  AdminDialoguesDocument,
  type AssistantPartsFragment,
  TestAssistantDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ForgetsErased, Form, SelectField, TextField, useChange, useData } from '../../kit/index.js';
import { cleanName, nameOf } from '../../ui/index.js';
import { AnswerView } from './answer-view.js';
import { FaultNotice } from './fault-notice.js';
import type { Answer } from './use-check.js';

const ownText = '';

/** Properties of `TryIt`. */
export interface TryItProps {
  readonly assistant: AssistantPartsFragment;
  /** A success ends the fault of the assistant. */
  readonly onAsked: () => void;
}

/** Asks the assistant about a text or a stored conversation; nothing is sent. */
export function TryIt(props: TryItProps) {
  return (
    <ForgetsErased>
      <Trial {...props} />
    </ForgetsErased>
  );
}

function Trial({ assistant, onAsked }: TryItProps) {
  const { id: assistantId, channels } = assistant;
  const filter = channels === null ? {} : { channelIds: channels.map(({ id }) => id) };
  const dialogues = useData(AdminDialoguesDocument, { filter }).data?.conversations.nodes ?? [];
  const [conversationId, setConversationId] = useState(ownText);
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { run, isBusy, fault } = useChange(TestAssistantDocument);
  const submit = async () => {
    setAnswer(null);
    const about = conversationId === ownText ? { text } : { conversationId };
    const data = await run({ input: { assistantId, ...about } });
    setAnswer(data?.testAiAssistant ?? null);
    if (data) onAsked();
  };
  const isOfEndpoint = fault?.code === 'PROVIDER_FAILED';
  return (
    <section className="section" aria-label={t('ai_try')}>
      <p className="muted page-help">{t('ai_tryHelp')}</p>
      <Form
        onSubmit={() => void submit()}
        isBusy={isBusy}
        fault={isOfEndpoint ? null : fault}
        submit={t(isBusy ? 'ai_checking' : 'ai_ask')}
      >
        <SelectField
          {...{ name: 'conversationId', label: t('ai_tryAbout'), fault, value: conversationId }}
          onChange={setConversationId}
          options={[
            [ownText, t('ai_tryText')],
            ...dialogues.map(({ id, contact, channel, lastMessage }) => {
              const words = cleanName(lastMessage?.text).slice(0, 40);
              return [
                id,
                [nameOf(contact), cleanName(channel.displayName), words].filter(Boolean).join(' · '),
              ] as const;
            }),
          ]}
        />
        {conversationId === ownText && (
          <TextField
            {...{ name: 'text', label: t('ai_question'), fault, rows: 3, isRequired: true }}
            {...{ value: text, onChange: setText, maxLength: 4_000 }}
          />
        )}
      </Form>
      {isOfEndpoint && <FaultNotice title={t('ai_checkFailed')} fault={fault.detail} />}
      {answer && <AnswerView answer={answer} />}
    </section>
  );
}
