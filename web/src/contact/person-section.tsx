import { useState } from 'react';
import { Link } from 'wouter';
import { type PersonPartsFragment, type ThreadQuery, UpdateContactDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import {
  CopyButton,
  cleanName,
  formatDateTime,
  LabelDot,
  lazyLayer,
  Menu,
  Name,
  nameOf,
  showToast,
} from '../ui/index.js';
import { Attributes } from './attributes.js';

const MergeSuggestions = lazyLayer(async () => (await import('./merge-suggestions.js')).MergeSuggestions);
const EditDialog = lazyLayer(async () => (await import('./edit-dialog.js')).EditDialog);

type Person = NonNullable<ThreadQuery['conversation']>['contact'];

/** Properties of `PersonSection`. */
export interface PersonSectionProps {
  readonly contact: PersonPartsFragment & Partial<Pick<Person, 'mergeSuggestions'>>;
}

/** The person: name, labels, own fields, addresses, possible duplicates. */
export function PersonSection({ contact }: PersonSectionProps) {
  const { viewer } = useCompany();
  const [isEditing, setEditing] = useState(false);
  const mayWork = viewer.permissions.includes('WORK');
  const { identities, mergeSuggestions = [] } = contact;
  return (
    <section className="person">
      <div className="person-head">
        <h2>
          <Name>{nameOf(contact)}</Name>
        </h2>
        {mayWork && (
          <button type="button" className="link small" onClick={() => setEditing(true)}>
            {t('edit')}
          </button>
        )}
      </div>
      {nameOf(contact) !== contact.phone && <p className="muted">{contact.phone}</p>}
      <PersonLabels contact={contact} mayWork={mayWork} />
      <Attributes values={contact.attributes} />
      <p>
        <Link href={`/contacts/${contact.id}`}>{t('wholeHistory')}</Link>
      </p>
      <h3>{t('addressCount', { count: identities.length })}</h3>
      <ul className="addresses">
        {identities.map(({ id, kind, rawValue, optedOutAt, optedOutReason }) => (
          <li key={id}>
            <bdi className="address">{cleanName(rawValue)}</bdi>{' '}
            <CopyButton value={rawValue} of={cleanName(rawValue)} />
            <span className="muted">{t(`identity_${kind}`)}</span>
            {optedOutAt !== null && (
              <span
                className="chip"
                title={[formatDateTime(optedOutAt), cleanName(optedOutReason)].join(' ')}
              >
                {t('optedOut')}
              </span>
            )}
          </li>
        ))}
      </ul>
      <MergeSuggestions contact={contact} suggestions={mergeSuggestions} mayWork={mayWork} />
      {isEditing && <EditDialog contact={contact} onClose={() => setEditing(false)} />}
    </section>
  );
}

function PersonLabels({
  contact,
  mayWork,
}: {
  readonly contact: PersonPartsFragment;
  readonly mayWork: boolean;
}) {
  const desk = useDesk();
  const { labels } = useCompany();
  const own = new Set(contact.labels.map(({ id }) => id));
  const change = async (labelId: string) => {
    const input = own.has(labelId)
      ? { id: contact.id, removeLabelIds: [labelId] }
      : { id: contact.id, addLabelIds: [labelId] };
    const { error } = await desk.client.mutation(UpdateContactDocument, { input });
    if (error) showToast({ text: t('actionFailed') });
  };
  const archived = contact.labels.filter(({ id }) => !labels.some(label => label.id === id));
  return (
    <div className="labels">
      {contact.labels.map(({ id, name, color }) => (
        <span key={id} className="label">
          <LabelDot color={color} /> {cleanName(name)}
        </span>
      ))}
      {mayWork && labels.length > 0 && (
        <Menu
          label={t('labelsOfPerson')}
          className="link small"
          entries={[...labels, ...archived].map(({ id, name, color }) => ({
            ...{ key: id, isChecked: own.has(id), onSelect: () => void change(id) },
            label: (
              <>
                <LabelDot color={color} /> {cleanName(name)}
              </>
            ),
          }))}
        >
          {t('labels')}
        </Menu>
      )}
    </div>
  );
}
