import { useState } from 'react';
import {
  CreatePasswordLinkDocument,
  DisableTotpOfDocument,
  type StaffPartsFragment,
  UpdateUserDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ConfirmButton, CopyField, FaultBox, Form, useChange } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { PersonFields } from './person-fields.js';
import { PersonSessions } from './person-sessions.js';
import { mayChange } from './roles.js';

/** Properties of `PersonPanel`. */
export interface PersonPanelProps {
  readonly person: StaffPartsFragment;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly onChanged: (person: StaffPartsFragment) => void;
}

/** One person: fields, access, sessions. */
export function PersonPanel({ person, teams, onChanged }: PersonPanelProps) {
  const { viewer } = useCompany();
  if (!mayChange(viewer, person.role)) return <p className="notice">{t('people_onlyOwner')}</p>;
  return (
    <div className="section">
      <PersonForm {...{ person, teams, onChanged }} />
      <Access person={person} onChanged={onChanged} />
      <PersonSessions key={String(person.isActive)} userId={person.id} isOwn={person.id === viewer.id} />
    </div>
  );
}

function PersonForm({ person, teams, onChanged }: PersonPanelProps) {
  const { id, name, email, role } = person;
  const [values, setValues] = useState({
    ...{ name, email, role },
    teamIds: person.teams.map(team => team.id) as readonly string[],
  });
  const [isSaved, setSaved] = useState(false);
  const { run, isBusy, fault } = useChange(UpdateUserDocument);
  const submit = async () => {
    const input = { id, ...values, teamIds: [...values.teamIds] };
    const changed = await run({ input });
    setSaved(changed !== null);
    if (changed) onChanged(changed.updateUser.user);
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <PersonFields values={values} onChange={setValues} teams={teams} fault={fault} />
      {isSaved && <p role="status">{t('saved')}</p>}
    </Form>
  );
}

/** What lets a person in: active or not, the link, the second factor. */
function Access({ person, onChanged }: Omit<PersonPanelProps, 'teams'>) {
  const { viewer } = useCompany();
  const { id, isActive, hasSecondFactor } = person;
  const update = useChange(UpdateUserDocument);
  const createLink = useChange(CreatePasswordLinkDocument);
  const disable = useChange(DisableTotpOfDocument);
  const [link, setLink] = useState<string | null>(null);
  const setActive = async (next: boolean) => {
    const changed = await update.run({ input: { id, isActive: next } });
    if (changed) onChanged(changed.updateUser.user);
  };
  const makeLink = async () => {
    const made = await createLink.run({ input: { userId: id } });
    setLink(made?.createPasswordLink.link ?? null);
  };
  const switchOff = async () => {
    const changed = await disable.run({ input: { userId: id } });
    if (changed) onChanged(changed.disableTotp.user);
  };
  return (
    <section className="section" aria-label={t('people_access')}>
      <h3>{t('people_access')}</h3>
      {!isActive && <p>{t('people_isOut')}</p>}
      <div className="row-actions">
        {isActive ? (
          <ConfirmButton
            label={t('people_deactivate')}
            question={t('people_deactivateQuestion')}
            onConfirm={() => void setActive(false)}
            isDisabled={update.isBusy}
          />
        ) : (
          <button type="button" className="button" onClick={() => void setActive(true)}>
            {t('people_reactivate')}
          </button>
        )}
        {isActive && (
          <button
            type="button"
            className="button"
            disabled={createLink.isBusy}
            onClick={() => void makeLink()}
          >
            {t('people_passwordLink')}
          </button>
        )}
        {hasSecondFactor && id !== viewer.id && (
          <ConfirmButton
            label={t('people_factorOff')}
            question={t('people_factorOffQuestion')}
            onConfirm={() => void switchOff()}
          />
        )}
      </div>
      {link !== null && <CopyField label={t('people_link')} value={link} isShownOnce />}
      <FaultBox fault={update.fault ?? createLink.fault ?? disable.fault} />
    </section>
  );
}
