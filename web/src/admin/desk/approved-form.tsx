import { useState } from 'react';
import { type ApprovedPartsFragment, UpsertApprovedDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Form, TextField, useChange } from '../../kit/index.js';

/** Properties of `ApprovedForm`. */
export interface ApprovedFormProps {
  readonly channelId: string;
  /** Null for a new one. */
  readonly template: ApprovedPartsFragment | null;
  readonly onDone: () => void;
}

/** Registers a template that the provider has approved but does not list. Name and language name it. */
export function ApprovedForm({ channelId, template, onDone }: ApprovedFormProps) {
  const [name, setName] = useState(template?.name ?? '');
  const [language, setLanguage] = useState(template?.language ?? 'ru');
  const [body, setBody] = useState(template?.body ?? '');
  const { run, isBusy, fault } = useChange(UpsertApprovedDocument);
  const submit = async () => {
    if (await run({ input: { channelId, name, language, body } })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      {template === null && (
        <>
          <TextField
            {...{ name: 'name', label: t('desk_approvedName'), fault, value: name, onChange: setName }}
            isRequired
          />
          <TextField
            {...{ name: 'language', label: t('desk_approvedLanguage'), fault, value: language }}
            onChange={setLanguage}
            isRequired
          />
        </>
      )}
      <TextField
        {...{ name: 'body', label: t('desk_text'), hint: t('desk_approvedHint'), fault, rows: 6 }}
        {...{ value: body, onChange: setBody, isRequired: true }}
      />
    </Form>
  );
}
