import { useState } from 'react';
import { CreateUserDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CopyField, Form, useChange } from '../../kit/index.js';
import { PersonFields, type PersonValues } from './person-fields.js';

/** Properties of `InviteForm`. */
export interface InviteFormProps {
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly onInvited: () => void;
}

const blank: PersonValues = { name: '', email: '', role: 'MANAGER', teamIds: [] };

/** Adds a person, and shows the link with which they set their password, once. */
export function InviteForm({ teams, onInvited }: InviteFormProps) {
  const [values, setValues] = useState(blank);
  const [link, setLink] = useState<string | null>(null);
  const { run, isBusy, fault } = useChange(CreateUserDocument);
  if (link !== null)
    return (
      <div className="section">
        <p>{t('people_passLink', { name: values.name })}</p>
        <CopyField label={t('people_link')} value={link} isShownOnce />
      </div>
    );
  const submit = async () => {
    const { teamIds, ...rest } = values;
    const created = await run({ input: { ...rest, teamIds: [...teamIds] } });
    if (!created) return;
    setLink(created.createUser.link);
    onInvited();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault} submit={t('people_makeLink')}>
      <PersonFields values={values} onChange={setValues} teams={teams} fault={fault} />
    </Form>
  );
}
