import { useState } from 'react';
import { ImportContactsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, Form, SelectField, useChange } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { FilePicker, type PickedFile } from './file-picker.js';
import { JobList } from './job-list.js';
import { Mapping } from './mapping.js';
import { useJobs } from './use-jobs.js';

/** Contacts and leads from a CSV file: choose, try, import. */
export function ImportData() {
  const { channels } = useCompany();
  const list = useJobs('IMPORT_CONTACTS');
  const [file, setFile] = useState<PickedFile | null>(null);
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const [leadChannelId, setLeadChannelId] = useState('');
  const [keepsKnown, setKeepsKnown] = useState(false);
  const { run, isBusy, fault } = useChange(ImportContactsDocument);
  /** The dry run of this file, which shows what would happen. */
  const [triedId, setTriedId] = useState<string | null>(null);
  const tried = list.items.find(({ id }) => id === triedId);
  const start = async (dryRun: boolean) => {
    if (!file) return;
    const started = await run({
      input: {
        ...{ attachmentId: file.id, dryRun, onExisting: keepsKnown ? 'SKIP' : 'UPDATE' },
        leadChannelId: leadChannelId || null,
        mapping: Object.fromEntries(Object.entries(mapping).filter(([, field]) => field !== '')),
      },
    });
    if (!started) return;
    setTriedId(dryRun ? started.importContacts.job.id : null);
    list.reload();
  };
  const pick = (next: PickedFile) => {
    setFile(next);
    setMapping(next.mapping);
    setTriedId(null);
  };
  return (
    <>
      <FilePicker onPicked={pick} />
      {file && (
        <Form onSubmit={() => void start(true)} isBusy={isBusy} fault={fault} submit={t('data_try')}>
          <p>{t('data_chosen', { name: file.name })}</p>
          <Mapping headers={file.headers} mapping={mapping} onChange={setMapping} />
          <SelectField
            {...{ name: 'leadChannelId', label: t('data_leadNumber'), hint: t('data_leadNumberHint'), fault }}
            {...{ value: leadChannelId, onChange: setLeadChannelId }}
            options={[
              ['', t('data_noLeads')],
              ...channels.nodes.map(({ id, label }) => [id, label] as const),
            ]}
          />
          <CheckField label={t('data_keepsKnown')} isChecked={keepsKnown} onChange={setKeepsKnown} />
        </Form>
      )}
      {tried?.jobStatus === 'DONE' && (
        <div className="section" role="status">
          <p>
            {t('data_wouldDo', { created: tried.created, updated: tried.updated, refused: tried.refused })}
          </p>
          <div className="row-actions">
            <button
              type="button"
              className="button primary"
              disabled={isBusy}
              onClick={() => void start(false)}
            >
              {t('data_importNow')}
            </button>
          </div>
        </div>
      )}
      <JobList list={list} empty={t('data_noImports')} />
    </>
  );
}
