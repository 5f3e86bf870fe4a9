import { type ReactNode, useId, useState } from 'react';
import {
  type AdminSettingsQuery,
  UpdateSettingsDocument,
  type UpdateSettingsMutationVariables,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Fault, Form, useChange } from '../../kit/index.js';

/** The company with its settings. */
export type CompanyWithSettings = AdminSettingsQuery['tenant'];

/** Properties of a section of the settings. */
export interface SectionProps {
  readonly company: CompanyWithSettings;
  readonly onSaved: (company: CompanyWithSettings) => void;
}

/** Properties of `SectionForm`. */
export interface SectionFormProps extends Pick<SectionProps, 'onSaved'> {
  readonly title: string;
  /** What is saved: the fields of this section only. */
  readonly toInput: () => UpdateSettingsMutationVariables['input'];
  readonly children: (fault: Fault | null) => ReactNode;
}

/** A section of the settings, saved by itself. */
export function SectionForm({ title, toInput, onSaved, children }: SectionFormProps) {
  const id = useId();
  const [isSaved, setSaved] = useState(false);
  const { run, isBusy, fault } = useChange(UpdateSettingsDocument);
  const submit = async () => {
    setSaved(false);
    const changed = await run({ input: toInput() });
    if (!changed) return;
    setSaved(true);
    onSaved(changed.updateTenantSettings.tenant);
  };
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
        {children(fault)}
        {isSaved && <p role="status">{t('saved')}</p>}
      </Form>
    </section>
  );
}
