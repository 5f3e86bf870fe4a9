import { useMemo, useState } from 'react';
import { AdminStagesDocument, type StagePartsFragment, UpsertStageDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  CheckField,
  Empty,
  EntryName,
  FaultBox,
  Form,
  SelectField,
  TextField,
  useChange,
  useRows,
} from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';
import { StageOrder } from './stage-order.js';

type Stage = StagePartsFragment;

/** Stages of leads: their order, what they mean, and what happens to the leads of an archived one. */
export function Stages() {
  const list = useRows(AdminStagesDocument, {}, data => data.leadStages);
  const [edited, setEdited] = useState<Stage | 'NEW' | null>(null);
  const [leaving, setLeaving] = useState<Stage | null>(null);
  const [showsArchived, setShowsArchived] = useState(false);
  const restore = useChange(UpsertStageDocument);
  // The same list until it is loaded again: the order that is being changed must not be set back meanwhile.
  const active = useMemo(() => list.items.filter(({ isArchived }) => !isArchived), [list.items]);
  const archived = list.items.filter(({ isArchived }) => isArchived);
  const onDone = () => {
    setEdited(null);
    setLeaving(null);
    list.reload();
  };
  return (
    <section className="entry-list" aria-label={t('desk_stages')}>
      <div className="row-actions">
        <button type="button" className="button primary" onClick={() => setEdited('NEW')}>
          {t('desk_addStage')}
        </button>
        {archived.length > 0 && (
          <CheckField label={t('showArchived')} isChecked={showsArchived} onChange={setShowsArchived} />
        )}
      </div>
      <FaultBox fault={list.fault} onRetry={list.reload} />
      {!list.isLoading && active.length === 0 && !list.fault && <Empty>{t('desk_noStages')}</Empty>}
      <StageOrder stages={active} onEdit={setEdited} onArchive={setLeaving} onRefused={list.reload} />
      {showsArchived && (
        <ul className="stages">
          {archived.map(stage => (
            <li key={stage.id} className="stage">
              <EntryName entry={stage} />
              <button
                type="button"
                className="button"
                aria-label={`${t('restore')}: ${stage.name}`}
                onClick={() =>
                  void restore
                    .run({ input: { id: stage.id, isArchived: false } })
                    .then(restored => restored && list.reload())
                }
              >
                {t('restore')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <FaultBox fault={restore.fault} />
      <Dialog title={t('desk_stage')} isOpen={edited !== null} onClose={() => setEdited(null)}>
        {edited !== null && <StageForm stage={edited === 'NEW' ? null : edited} onDone={onDone} />}
      </Dialog>
      <Dialog title={t('archive')} isOpen={leaving !== null} onClose={() => setLeaving(null)}>
        {leaving && (
          <ArchiveForm stage={leaving} others={active.filter(stage => stage !== leaving)} onDone={onDone} />
        )}
      </Dialog>
    </section>
  );
}

const outcomes = ['OPEN', 'WON', 'LOST'] as const;

function StageForm({ stage, onDone }: { readonly stage: Stage | null; readonly onDone: () => void }) {
  const [name, setName] = useState(stage?.name ?? '');
  const [outcome, setOutcome] = useState<string>(stage?.outcome ?? 'OPEN');
  const { run, isBusy, fault } = useChange(UpsertStageDocument);
  const submit = async () => {
    const input = { ...(stage ? { id: stage.id } : {}), name, outcome: outcome as Stage['outcome'] };
    if (await run({ input })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'name', label: t('name'), fault, value: name, onChange: setName }}
        {...{ isRequired: true, maxLength: 100 }}
      />
      <SelectField
        {...{ name: 'outcome', label: t('desk_outcome'), hint: t('desk_outcomeHint'), fault }}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map(id => [id, t(`outcome_${id}`)] as const)}
      />
    </Form>
  );
}

interface ArchiveFormProps {
  readonly stage: Stage;
  readonly others: readonly Stage[];
  readonly onDone: () => void;
}

function ArchiveForm({ stage, others, onDone }: ArchiveFormProps) {
  const [target, setTarget] = useState('');
  const { run, isBusy, fault } = useChange(UpsertStageDocument);
  const submit = async () => {
    const moveLeadsToId = target === '' ? {} : { moveLeadsToId: target };
    if (await run({ input: { id: stage.id, isArchived: true, ...moveLeadsToId } })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault} submit={t('archive')}>
      <p>{t('desk_archiveStage', { name: stage.name })}</p>
      <SelectField
        {...{ name: 'moveLeadsToId', label: t('desk_moveLeads'), fault }}
        value={target}
        onChange={setTarget}
        options={[['', t('desk_noLeads')], ...others.map(({ id, name }) => [id, name] as const)]}
      />
    </Form>
  );
}
