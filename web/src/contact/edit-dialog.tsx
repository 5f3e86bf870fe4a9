import { useState } from 'react';
import { type PersonPartsFragment, UpdateContactDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Form, TextField, useChange } from '../kit/index.js';
import { Dialog } from '../ui/index.js';
import { AttributeFields, useAttributes } from './attribute-fields.js';

/** Properties of `EditDialog`. */
export interface EditDialogProps {
  readonly contact: PersonPartsFragment;
  readonly onClose: () => void;
}

/** Name and own fields of a person. */
export function EditDialog({ contact, onClose }: EditDialogProps) {
  const [name, setName] = useState(contact.displayName ?? '');
  const attributes = useAttributes('CONTACT', contact.attributes);
  const change = useChange(UpdateContactDocument);
  const submit = async () => {
    const isRenamed = name !== (contact.displayName ?? '');
    const input = {
      ...{ id: contact.id, attributes: attributes.toInput() },
      // An empty name is set again by the next message.
      ...(isRenamed ? { displayName: name.trim() || null } : {}),
    };
    if (await change.run({ input })) onClose();
  };
  return (
    <Dialog title={t('editPerson')} isOpen onClose={onClose}>
      <Form onSubmit={() => void submit()} onCancel={onClose} isBusy={change.isBusy} fault={change.fault}>
        <TextField
          label={t('personName')}
          name="displayName"
          maxLength={200}
          value={name}
          onChange={setName}
          hint={t('nameHint')}
          fault={change.fault}
        />
        <AttributeFields attributes={attributes} fault={change.fault} />
      </Form>
    </Dialog>
  );
}
