import { useState } from 'react';
import {
  AdminContactsDocument,
  type AdminContactsQuery,
  EraseContactDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Fault, Form, TextField, toFault, useChange } from '../../kit/index.js';
import { useCompany, useDesk } from '../../live/index.js';
import { Name, nameOf } from '../../ui/index.js';
import { Details, JobList } from './job-list.js';
import { useJobs } from './use-jobs.js';

type Person = AdminContactsQuery['contacts']['nodes'][number];

/** Erases a person: found by name or phone, counted first, and confirmed by typing. */
export function EraseData() {
  const { viewer } = useCompany();
  if (!viewer.permissions.includes('ERASE'))
    return <p className="notice">{t('notAllowed', { permission: 'ERASE' })}</p>;
  return <Erasing />;
}

function Erasing() {
  const { plain } = useDesk();
  const list = useJobs('ERASE_CONTACT');
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly Person[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [person, setPerson] = useState<Person | null>(null);
  const find = async () => {
    const { data, error } = await plain.query(AdminContactsDocument, { search: search.trim() });
    setFault(error ? toFault(error) : null);
    setFound(data?.contacts.nodes ?? null);
  };
  return (
    <>
      <Form onSubmit={() => void find()} isBusy={false} fault={fault} submit={t('data_find')}>
        <TextField
          {...{ name: 'search', label: t('data_person'), fault, isRequired: true, maxLength: 100 }}
          {...{ value: search, onChange: setSearch }}
        />
      </Form>
      {found?.length === 0 && <p role="status">{t('data_noPerson')}</p>}
      {found && found.length > 0 && (
        <ul className="people-found">
          {found.map(candidate => (
            <li key={candidate.id}>
              <button
                type="button"
                className="button"
                aria-pressed={candidate.id === person?.id}
                onClick={() => setPerson(candidate)}
              >
                <Name>{nameOf(candidate)}</Name> {candidate.phone}
              </button>
            </li>
          ))}
        </ul>
      )}
      {person && (
        <EraseForm
          key={person.id}
          person={person}
          jobs={list.items}
          onStarted={list.reload}
          onErased={() => {
            setPerson(null);
            setFound(null);
            // It may be the name or the phone.
            setSearch('');
            list.reload();
          }}
        />
      )}
      <JobList list={list} empty={t('data_noErasures')} />
    </>
  );
}

interface EraseFormProps {
  readonly person: Person;
  readonly jobs: ReturnType<typeof useJobs>['items'];
  readonly onStarted: () => void;
  readonly onErased: () => void;
}

/** Counts what would be erased, then asks for the name or phone to be typed. */
function EraseForm({ person, jobs, onStarted, onErased }: EraseFormProps) {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [countId, setCountId] = useState<string | null>(null);
  const { run, isBusy, fault } = useChange(EraseContactDocument);
  const counted = jobs.find(({ id }) => id === countId);
  const word = person.phone ?? nameOf(person);
  const start = async (dryRun: boolean) => {
    const started = await run({ input: { contactId: person.id, reason, dryRun } });
    if (!started) return;
    if (!dryRun) return onErased();
    setCountId(started.eraseContact.job.id);
    onStarted();
  };
  return (
    <section className="section" aria-label={t('data_erase')}>
      <h2>
        <Name>{nameOf(person)}</Name>
      </h2>
      <p>{t('data_stays')}</p>
      <Form onSubmit={() => void start(true)} isBusy={isBusy} fault={fault} submit={t('data_count')}>
        <TextField
          {...{ name: 'reason', label: t('data_reason'), hint: t('data_reasonHint'), fault }}
          {...{ value: reason, onChange: setReason, isRequired: true, maxLength: 500 }}
        />
      </Form>
      {counted?.jobStatus === 'DONE' && (
        <div className="section" role="status">
          <p>{t('data_wouldErase')}</p>
          <Details details={counted.details} />
          <TextField
            {...{ name: 'typed', label: t('data_type', { word }), value: typed, onChange: setTyped }}
          />
          <div className="row-actions">
            <button
              type="button"
              className="button danger"
              disabled={isBusy || typed.trim() !== word}
              onClick={() => void start(false)}
            >
              {t('data_eraseNow')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
