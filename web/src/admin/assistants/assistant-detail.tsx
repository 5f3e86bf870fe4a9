import { type AssistantPartsFragment, UpsertAssistantDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ConfirmButton, FaultBox, Page, SubNav, useChange } from '../../kit/index.js';
import { AssistantForm } from './assistant-form.js';
import { CheckResult } from './check-result.js';
import { Facts } from './facts.js';
import { FaultNotice } from './fault-notice.js';
import { TryIt } from './try-it.js';
import { Usage } from './usage.js';
import type { CheckState } from './use-check.js';

/** A part of the page of an assistant. */
export type Part = 'settings' | 'facts' | 'try' | 'usage';

/** Properties of `AssistantDetail`. */
export interface AssistantDetailProps {
  readonly assistant: AssistantPartsFragment;
  readonly part: Part;
  readonly check: CheckState;
  readonly onChanged: () => void;
}

/** One assistant: its fault, settings, facts, a try, figures. */
export function AssistantDetail({ assistant, part, check, onChanged }: AssistantDetailProps) {
  const { id, name, mode, isArchived, fault } = assistant;
  const isModel = assistant.engine === 'OPENAI_COMPATIBLE';
  const { run, isBusy, fault: refusal } = useChange(UpsertAssistantDocument);
  const base = `/admin/assistants/${id}`;
  const archive = async (next: boolean) => {
    if (await run({ input: { id, isArchived: next } })) onChanged();
  };
  return (
    <Page
      title={name}
      help={`${t(`ai_mode_${mode}`)}: ${t(`ai_modeHelp_${mode}`)}`}
      back={['/admin/assistants', t('ai_back')]}
      actions={
        isArchived ? (
          <button type="button" className="button" disabled={isBusy} onClick={() => void archive(false)}>
            {t('restore')}
          </button>
        ) : (
          <ConfirmButton
            label={t('archive')}
            question={t('ai_archiveQuestion')}
            isDisabled={isBusy}
            onConfirm={() => void archive(true)}
          />
        )
      }
    >
      <FaultBox fault={refusal} />
      {isArchived && <p className="warning">{t('ai_archived')}</p>}
      {fault !== null && check.check === null && <FaultNotice title={t('ai_faulty')} fault={fault} />}
      <CheckResult state={check} assistantId={id} />
      {!isModel && <p>{t('ai_external')}</p>}
      <SubNav
        label={t('ai_parts')}
        current={part === 'settings' ? base : `${base}/${part}`}
        entries={[
          [base, t('settings')],
          ...(isModel
            ? ([
                [`${base}/facts`, t('ai_facts')],
                [`${base}/try`, t('ai_try')],
              ] as const)
            : []),
          [`${base}/usage`, t('ai_usage')],
        ]}
      />
      {part === 'settings' && (
        <AssistantForm
          key={id}
          assistant={assistant}
          onSaved={(savedId, asksModel) => {
            onChanged();
            if (asksModel) void check.ask(savedId).then(onChanged);
          }}
        />
      )}
      {part === 'facts' && <Facts assistant={assistant} onChanged={onChanged} />}
      {part === 'try' && <TryIt assistant={assistant} onAsked={onChanged} />}
      {part === 'usage' && <Usage assistantId={id} />}
    </Page>
  );
}
