import { memo, useState } from 'react';
import { UnmergeContactDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Activity, useCompany, useDesk } from '../live/index.js';
import { activityTexts } from './activity-texts.js';
import { Stamp } from './stamp.js';
import { useThreadActions } from './thread-actions.js';

/** More changes than this without a message between them are folded. */
const maxLines = 3;

/** What colleagues and programs changed, as grey lines. */
export const ActivityLines = memo(function ActivityLines({
  id,
  activities,
  isUnfolded,
}: {
  readonly id: string;
  readonly activities: readonly Activity[];
  readonly isUnfolded: boolean;
}) {
  const { unfold } = useThreadActions();
  if (activities.length > maxLines && !isUnfolded)
    return (
      <article className="activity" aria-label={t('foldedChanges', { count: activities.length })}>
        <button type="button" className="link small" onClick={() => unfold(id)}>
          {t('foldedChanges', { count: activities.length })}
        </button>
      </article>
    );
  return activities.map(activity => <ActivityLine key={activity.id} activity={activity} />);
});

function ActivityLine({ activity }: { readonly activity: Activity }) {
  const texts = activityTexts(activity, useCompany());
  return (
    <article className="activity" aria-label={texts[0]}>
      {texts.map(text => (
        <span key={text}>
          <bdi>{text}</bdi> · <Stamp at={activity.createdAt} />{' '}
        </span>
      ))}
      <Unmerge activity={activity} />
    </article>
  );
}

/** A merge can be taken back where it is shown. */
function Unmerge({ activity }: { readonly activity: Activity }) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [state, setState] = useState<'IDLE' | 'DONE' | 'FAILED'>('IDLE');
  const contactId = activity.changes.find(({ field }) => field === 'mergedContact')?.after;
  if (activity.action !== 'contact.merged' || typeof contactId !== 'string') return null;
  if (state !== 'IDLE' || !viewer.permissions.includes('WORK'))
    return state === 'FAILED' ? <span className="fault">{t('notUnmerged')}</span> : null;
  const undo = async () => {
    const { error } = await desk.client.mutation(UnmergeContactDocument, { input: { contactId } });
    setState(error ? 'FAILED' : 'DONE');
  };
  return (
    <button type="button" className="link small" onClick={() => void undo()}>
      {t('unmerge')}
    </button>
  );
}
