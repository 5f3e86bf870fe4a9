import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ReorderStagesDocument, type StagePartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { EntryName, FaultBox, useChange } from '../../kit/index.js';
import { moved } from './moved.js';

type Stage = StagePartsFragment;

/** Properties of `StageOrder`. */
export interface StageOrderProps {
  readonly stages: readonly Stage[];
  readonly onEdit: (stage: Stage) => void;
  readonly onArchive: (stage: Stage) => void;
  /** An order was not saved: the stages have to be loaded again. */
  readonly onRefused: () => void;
}

/** The stages in their order; the arrow keys on a handle move its stage, and so does dragging. */
export function StageOrder({ stages, onEdit, onArchive, onRefused }: StageOrderProps) {
  const [order, setOrder] = useState(stages);
  const [dragged, setDragged] = useState<string | null>(null);
  /** Where the dragged one would be. */
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const { save, fault } = useOrder(onRefused);
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
  const from = order.findIndex(({ id }) => id === dragged);
  // The elements stay in their places until the drop: the end of its dragging does not reach one that was moved.
  const endDragging = () => {
    setDragged(null);
    setOver(null);
  };
  const onDrop = () => {
    endDragging();
    const next = from < 0 || over === null ? order : move(from, over);
    if (next !== order) save(next);
  };
  const markOf = (index: number) => {
    if (index === from) return 'stage-dragged';
    if (from < 0 || index !== over) return '';
    return index > from ? 'stage-after' : 'stage-before';
  };
  return (
    <>
      <p className="muted" id="stage-keys">
        {t('desk_orderHint')}
      </p>
      <ol
        className="stages"
        onDragOver={event => dragged !== null && event.preventDefault()}
        onDrop={event => {
          if (dragged === null) return;
          event.preventDefault();
          onDrop();
        }}
      >
        {order.map((stage, index) => (
          <li
            key={stage.id}
            className={`stage ${markOf(index)}`}
            draggable
            onDragStart={event => {
              event.dataTransfer.setData('text/plain', stage.name);
              setDragged(stage.id);
            }}
            onDragOver={() => setOver(index)}
            onDragEnd={endDragging}
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
      <FaultBox fault={fault} onRetry={onRefused} />
    </>
  );
}

/** Saves one order after the other; of those that wait only the last. */
function useOrder(onRefused: () => void) {
  const { run, fault } = useChange(ReorderStagesDocument);
  const waiting = useRef<readonly Stage[] | null>(null);
  const isSaving = useRef(false);
  const save = async (order: readonly Stage[]) => {
    waiting.current = order;
    if (isSaving.current) return;
    isSaving.current = true;
    let hasFailed = false;
    while (waiting.current) {
      const ids = waiting.current.map(({ id }) => id);
      waiting.current = null;
      hasFailed = (await run({ input: { ids } })) === null;
    }
    isSaving.current = false;
    // A saved order is the shown one; a late answer with it would set back what was moved meanwhile.
    if (hasFailed) onRefused();
  };
  return { save: (order: readonly Stage[]) => void save(order), fault };
}
