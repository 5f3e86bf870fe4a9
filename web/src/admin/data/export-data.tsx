import { useState } from 'react';
import { CreateExportDocument, type CreateExportMutationVariables } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Form, SelectField, TextField, useChange } from '../../kit/index.js';
import { JobList } from './job-list.js';
import { useJobs } from './use-jobs.js';

type Input = CreateExportMutationVariables['input'];
const kinds = ['CONTACTS', 'LEADS', 'CONVERSATIONS', 'MESSAGES'] as const;

/** Writes a list to a file. */
export function ExportData() {
  const list = useJobs('EXPORT');
  const [kind, setKind] = useState<Input['kind']>('CONTACTS');
  const [format, setFormat] = useState<Input['format']>('CSV');
  const [search, setSearch] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { run, isBusy, fault } = useChange(CreateExportDocument);
  const submit = async () => {
    if (await run({ input: { kind, format, ...toFilter(kind, search.trim(), from, to) } })) list.reload();
  };
  return (
    <>
      <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault} submit={t('data_exportNow')}>
        <SelectField
          {...{ name: 'kind', label: t('data_what'), fault, value: kind }}
          onChange={value => setKind(value as Input['kind'])}
          options={kinds.map(id => [id, t(`export_${id}`)] as const)}
        />
        <SelectField
          {...{ name: 'format', label: t('data_format'), fault, value: format }}
          onChange={value => setFormat(value as Input['format'])}
          options={[
            ['CSV', t('data_csv')],
            ['JSON_LINES', t('data_jsonl')],
          ]}
        />
        <TextField
          {...{ name: 'search', label: t(kind === 'MESSAGES' ? 'data_containing' : 'data_search'), fault }}
          {...{ value: search, onChange: setSearch, maxLength: 100 }}
        />
        <TextField
          {...{ name: 'from', label: t('data_from'), type: 'date', value: from, onChange: setFrom, fault }}
        />
        <TextField
          {...{ name: 'to', label: t('data_to'), type: 'date', value: to, onChange: setTo, fault }}
        />
      </Form>
      <JobList list={list} empty={t('data_noExports')} />
    </>
  );
}

/** The filter of the exported list; `to` is the last day. */
function toFilter(kind: Input['kind'], search: string, from: string, to: string): Partial<Input> {
  const after = from === '' ? null : new Date(`${from}T00:00`).toISOString();
  const before = to === '' ? null : new Date(new Date(`${to}T00:00`).getTime() + 86_400_000).toISOString();
  const created = { createdAfter: after, createdBefore: before, search: search || null };
  if (kind === 'CONTACTS') return { contacts: created };
  if (kind === 'LEADS') return { leads: created };
  if (kind === 'CONVERSATIONS') return { conversations: created };
  return { messages: { sentAfter: after, sentBefore: before, text: search || null } };
}
