import { useState } from 'react';
import {
  AdminLabelsDocument,
  type LabelEntryPartsFragment,
  UpsertLabelDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { EntryList, EntryName, Form, TextField, useChange, useRows } from '../../kit/index.js';
import { LabelDot } from '../../ui/index.js';

/** Labels of conversations and contacts, with their colours. */
export function Labels() {
  const list = useRows(AdminLabelsDocument, {}, data => data.labels);
  const archive = useChange(UpsertLabelDocument);
  return (
    <EntryList
      caption={t('desk_labels')}
      addLabel={t('desk_addLabel')}
      empty={t('desk_noLabels')}
      nameOf={({ name }) => name}
      list={list}
      fault={archive.fault}
      onArchive={({ id }, isArchived) => archive.run({ input: { id, isArchived } })}
      columns={[
        {
          key: 'name',
          title: t('name'),
          cell: label => (
            <>
              <LabelDot color={label.color} /> <EntryName entry={label} />
            </>
          ),
        },
        { key: 'color', title: t('desk_color'), cell: ({ color }) => color },
      ]}
      form={(label, onDone) => <LabelForm label={label} onDone={onDone} />}
    />
  );
}

function LabelForm({
  label,
  onDone,
}: {
  readonly label: LabelEntryPartsFragment | null;
  readonly onDone: () => void;
}) {
  const [name, setName] = useState(label?.name ?? '');
  const [color, setColor] = useState(label?.color ?? '#0b5cad');
  const { run, isBusy, fault } = useChange(UpsertLabelDocument);
  const submit = async () => {
    if (await run({ input: { ...(label ? { id: label.id } : {}), name, color } })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'name', label: t('name'), fault, value: name, onChange: setName }}
        {...{ isRequired: true, maxLength: 100 }}
      />
      <TextField
        {...{ name: 'color', label: t('desk_color'), fault, type: 'color', value: color, onChange: setColor }}
      />
    </Form>
  );
}
