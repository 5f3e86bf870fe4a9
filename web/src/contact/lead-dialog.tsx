import { useState } from 'react';
import { UpdateLeadDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Form, TextField, useChange } from '../kit/index.js';
import { Dialog } from '../ui/index.js';
import { AttributeFields, useAttributes } from './attribute-fields.js';
import type { Lead } from './lead-section.js';

/** Properties of `LeadDialog`. */
export interface LeadDialogProps {
  readonly lead: Lead;
  readonly onClose: () => void;
}

/** Name and own fields of a lead. */
export function LeadDialog({ lead, onClose }: LeadDialogProps) {
  const [name, setName] = useState(lead.leadName ?? '');
  const attributes = useAttributes('LEAD', lead.attributes);
  const change = useChange(UpdateLeadDocument);
  const submit = async () => {
    const isRenamed = name !== (lead.leadName ?? '');
    const input = {
      ...{ id: lead.id, attributes: attributes.toInput() },
      ...(isRenamed ? { name: name.trim() || null } : {}),
    };
    if (await change.run({ input })) onClose();
  };
  return (
    <Dialog title={t('editLead')} isOpen onClose={onClose}>
      <Form onSubmit={() => void submit()} onCancel={onClose} isBusy={change.isBusy} fault={change.fault}>
        <TextField
          label={t('personName')}
          name="name"
          maxLength={200}
          value={name}
          onChange={setName}
          fault={change.fault}
        />
        <AttributeFields attributes={attributes} fault={change.fault} />
      </Form>
    </Dialog>
  );
}
