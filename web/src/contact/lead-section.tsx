import { useState } from 'react';
import { UpdateLeadDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { cleanName, formatMoney, lazyLayer, showToast } from '../ui/index.js';
import { Attributes } from './attributes.js';
import type { Lead } from './lead.js';

const LeadDialog = lazyLayer(async () => (await import('./lead-dialog.js')).LeadDialog);

/** The lead: value, stage, owner, topic, own fields. */
export function LeadSection({ lead }: { readonly lead: Lead | null }) {
  const desk = useDesk();
  const { leadStages, topics, users, viewer } = useCompany();
  const [isEditing, setEditing] = useState(false);
  if (!lead)
    return (
      <section>
        <h3>{t('lead')}</h3>
        <p className="muted">{t('noLead')}</p>
      </section>
    );
  const change = async (fields: { stageId?: string; ownerId?: string | null; topicId?: string | null }) => {
    const { error } = await desk.client.mutation(UpdateLeadDocument, { input: { id: lead.id, ...fields } });
    if (error) showToast({ text: t('actionFailed') });
  };
  const isReadOnly = !viewer.permissions.includes('WORK');
  const people = users.nodes.filter(({ kind, isActive }) => kind === 'PERSON' && isActive);
  return (
    <section>
      <div className="person-head">
        <h3>{t('lead')}</h3>
        {!isReadOnly && (
          <button type="button" className="link small" onClick={() => setEditing(true)}>
            {t('edit')}
          </button>
        )}
      </div>
      {lead.leadName !== null && (
        <p>
          <bdi>{cleanName(lead.leadName)}</bdi>
        </p>
      )}
      <dl className="attributes">
        <div>
          <dt className="muted">{t('leadValue')}</dt>
          <dd>{lead.value ? formatMoney(lead.value) : <span className="muted">{t('noValue')}</span>}</dd>
        </div>
      </dl>
      <Choice
        label={t('stage')}
        isReadOnly={isReadOnly}
        list={withCurrent(leadStages, lead.stage)}
        value={lead.stage.id}
        onChoose={stageId => void change({ stageId })}
      />
      <Choice
        label={t('owner')}
        isReadOnly={isReadOnly}
        list={withCurrent(people, lead.owner)}
        none={t('unassigned')}
        value={lead.owner?.id ?? ''}
        onChoose={ownerId => void change({ ownerId: ownerId || null })}
      />
      <Choice
        label={t('topic')}
        isReadOnly={isReadOnly}
        list={withCurrent(topics, lead.topic)}
        none={t('noTopic')}
        value={lead.topic?.id ?? ''}
        onChoose={topicId => void change({ topicId: topicId || null })}
      />
      <Attributes values={lead.attributes} />
      {isEditing && <LeadDialog lead={lead} onClose={() => setEditing(false)} />}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly list: readonly Named[];
  /** Text of the empty choice, when there is one. */
  readonly none?: string;
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

function Choice({ label, isReadOnly, list, none, value, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select disabled={isReadOnly} value={value} onChange={event => onChoose(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {cleanName(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The list, with the current one when it is archived or inactive. */
function withCurrent(list: readonly Named[], current: Named | null): readonly Named[] {
  return current === null || list.some(({ id }) => id === current.id) ? list : [...list, current];
}
