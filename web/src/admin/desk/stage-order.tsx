import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ReorderStagesDocument, type StagePartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { FaultBox, useChange } from '../../kit/index.js';
import { EntryName } from './entry-name.js';
import { moved } from './moved.js';

type Stage = StagePartsFragment;

/** Properties of `StageOrder`. */
export interface StageOrderProps {
  readonly stages: readonly Stage[];
  readonly onEdit: (stage: Stage) => void;
  readonly onArchive: (stage: Stage) => void;
  readonly onReordered: () => void;
}

/** The stages in their order; the arrow keys on a handle move its stage, and so does dragging. */
export function StageOrder({ stages, onEdit, onArchive, onReordered }: StageOrderProps) {
  const [order, setOrder] = useState(stages);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { save, fault } = useOrder(onReordered);
  useEffect(() => setOrder(stages), [stages]);

  const move = (from: number, to: number): readonly Stage[] => {
    const next = moved(order, from, to);
    if (next === order) return order;
    setOrder(next);
    setSaid(t('desk_movedTo', { name: order[from]?.name, position: to + 1, count: next.length }));
    return next;
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = move(index, index + step);
    if (next !== order) save(next);
  };
  const onDragOver = (over: number) => {
    const from = order.findIndex(({ id }) => id === dragged);
    if (from >= 0) move(from, over);
  };
  return (
    <>
      <p className="muted" id="stage-keys">
        {t('desk_orderHint')}
      </p>
      <ol className="stages">
        {order.map((stage, index) => (
          <li
            key={stage.id}
            className={`stage ${stage.id === dragged ? 'stage-dragged' : ''}`}
            draggable
            onDragStart={event => {
              event.dataTransfer.setData('text/plain', stage.name);
              setDragged(stage.id);
            }}
            onDragOver={event => {
              event.preventDefault();
              onDragOver(index);
            }}
            onDragEnd={() => {
              setDragged(null);
              save(order);
            }}
          >
            <button
              type="button"
              className="icon-button stage-handle"
              aria-label={t('desk_move', { name: stage.name, position: index + 1, count: order.length })}
              aria-describedby="stage-keys"
              onKeyDown={event => onKey(event, index)}
            >
              ↕
            </button>
            <span className="stage-name">
              <EntryName entry={stage} />
            </span>
            <span className={`chip outcome-${stage.outcome}`}>{t(`outcome_${stage.outcome}`)}</span>
            <button
              type="button"
              className="button"
              aria-label={`${t('edit')}: ${stage.name}`}
              onClick={() => onEdit(stage)}
            >
              {t('edit')}
            </button>
            <button
              type="button"
              className="button"
              aria-label={`${t('archive')}: ${stage.name}`}
              onClick={() => onArchive(stage)}
            >
              {t('archive')}
            </button>
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <FaultBox fault={fault} onRetry={onReordered} />
    </>
  );
}

/** Saves one order after the other; of those that wait only the last. */
function useOrder(onReordered: () => void) {
  const { run, fault } = useChange(ReorderStagesDocument);
  const waiting = useRef<readonly Stage[] | null>(null);
  const isSaving = useRef(false);
  const save = async (order: readonly Stage[]) => {
    waiting.current = order;
    if (isSaving.current) return;
    isSaving.current = true;
    while (waiting.current) {
      const ids = waiting.current.map(({ id }) => id);
      waiting.current = null;
      await run({ input: { ids } });
    }
    isSaving.current = false;
    onReordered();
  };
  return { save: (order: readonly Stage[]) => void save(order), fault };
}
