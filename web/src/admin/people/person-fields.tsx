import { t } from '../../i18n/index.js';
import { ChoicesField, type Fault, SelectField, TextField } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { mayChange, type Role, roles } from './roles.js';

/** What a form has of a person. */
export interface PersonValues {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
}

/** Properties of `PersonFields`. */
export interface PersonFieldsProps {
  readonly values: PersonValues;
  readonly onChange: (values: PersonValues) => void;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly fault: Fault | null;
}

/** Name, e-mail address, role and teams. Roles that the viewer may not give are not offered. */
export function PersonFields({ values, onChange, teams, fault }: PersonFieldsProps) {
  const { viewer } = useCompany();
  const offered = roles.filter(role => mayChange(viewer, role));
  const set = (change: Partial<PersonValues>) => onChange({ ...values, ...change });
  return (
    <>
      <TextField
        {...{ name: 'name', label: t('people_name'), fault, maxLength: 200, isRequired: true }}
        value={values.name}
        onChange={name => set({ name })}
      />
      <TextField
        {...{ name: 'email', label: t('email'), fault, type: 'email', isRequired: true }}
        value={values.email}
        onChange={email => set({ email })}
      />
      <SelectField
        {...{ name: 'role', label: t('people_role'), fault }}
        hint={`${t(`roleHelp_${values.role}`)} ${viewer.role === 'OWNER' ? '' : t('people_onlyOwner')}`}
        value={values.role}
        onChange={role => set({ role: role as Role })}
        options={offered.map(role => [role, t(`role_${role}`)] as const)}
      />
      {teams.length > 0 && (
        <ChoicesField
          label={t('people_teams')}
          values={values.teamIds}
          onChange={teamIds => set({ teamIds })}
          options={teams.map(({ id, name }) => [id, name] as const)}
        />
      )}
    </>
  );
}
