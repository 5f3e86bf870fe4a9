import { useState } from 'react';
import {
  type BookingAccountPartsFragment,
  type BranchPartsFragment,
  UpsertBranchDocument,
} from '../../gql/operations.js';
import { locales, t } from '../../i18n/index.js';
import {
  CheckField,
  type Fault,
  Form,
  SelectField,
  TextField,
  timezones,
  useChange,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { cleanName } from '../../ui/index.js';
import { findBranchFault } from './find-branch-fault.js';
import { type BranchTextName, type BranchValues, toBranchInput, toBranchValues } from './to-branch-input.js';
import { toBranchLists } from './to-branch-lists.js';

/** Properties of `BranchForm`. */
export interface BranchFormProps {
  readonly account: BookingAccountPartsFragment;
  /** Null for a new one. */
  readonly branch: BranchPartsFragment | null;
  /** The booking system's id of the branch; '' while it is not known. */
  readonly companyId: string;
  readonly onDone: () => void;
}

/** A branch: what customers read of it, which number tells them and when, and which bookings are a bot's. */
export function BranchForm({ account, branch, companyId, onDone }: BranchFormProps) {
  const { tenant, channels } = useCompany();
  const [values, setValues] = useState(() => toBranchValues(branch, companyId, tenant));
  const [ownFault, setOwnFault] = useState<Fault | null>(null);
  const { run, isBusy, fault: serverFault } = useChange(UpsertBranchDocument);
  const fault = ownFault ?? serverFault;
  const set = (change: Partial<BranchValues>) => setValues(before => ({ ...before, ...change }));
  const submit = async () => {
    const lists = toBranchLists(values);
    const found = findBranchFault(values.companyId, lists, branch === null ? account.salons : []);
    setOwnFault(found);
    if (found) return;
    if (await run({ input: { accountId: account.id, ...toBranchInput(values, lists, branch) } })) onDone();
  };
  /** What every field of this name has. */
  const field = (name: BranchTextName) => ({
    ...{ name, fault, value: values[name], onChange: (value: string) => set({ [name]: value }) },
    ...{ label: t(`bookings_${name}`), hint: t(`bookings_${name}Hint`) },
  });
  const before = branch?.noticeChannel ?? null;
  const numbers = channels.nodes.filter(({ channelStatus }) => channelStatus !== 'ARCHIVED');
  const isListed = before === null || numbers.some(({ id }) => id === before.id);
  const languages = Object.entries(locales);
  const isKnown = values.locale === '' || values.locale in locales;
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      {branch ? (
        <p>
          <span className="muted">{t('bookings_companyId')}</span> <code>{branch.companyId}</code>
        </p>
      ) : (
        <TextField {...field('companyId')} isRequired maxLength={60} />
      )}
      <TextField {...field('name')} isRequired maxLength={200} />
      <TextField {...field('address')} maxLength={200} />
      <TextField {...field('businessType')} maxLength={60} />
      <SelectField {...field('timezone')} options={timezones(values.timezone)} />
      <SelectField
        {...field('locale')}
        options={[
          ['', t('bookings_companyLocale')],
          ...languages,
          ...(isKnown ? [] : [[values.locale, values.locale] as const]),
        ]}
      />
      <TextField
        {...field('currency')}
        hint={t(branch ? 'bookings_currencyHint' : 'bookings_currencyNewHint')}
        maxLength={3}
        onChange={currency => set({ currency: currency.toUpperCase() })}
      />
      <h3>{t('bookings_notices')}</h3>
      <SelectField
        {...field('noticeChannelId')}
        options={[
          ['', t('bookings_noNumber')],
          ...[...numbers, ...(isListed ? [] : [before])].map(
            ({ id, label }) => [id, cleanName(label)] as const,
          ),
        ]}
      />
      <TextField {...field('reminderHours')} />
      <TextField {...field('groupingSeconds')} type="number" isRequired />
      <TextField {...field('recentActivityMinutes')} type="number" />
      <h3>{t('bookings_bot')}</h3>
      <p className="muted page-help">{t('bookings_botHelp')}</p>
      <TextField {...field('botUserIds')} rows={2} />
      <TextField
        {...field('botCommentMarkers')}
        hint={t(branch ? 'bookings_botCommentMarkersHint' : 'bookings_markersNewHint')}
        rows={3}
      />
      <CheckField
        label={t('bookings_tellsChanges')}
        isChecked={values.tellsChangesOfBotBookings}
        onChange={tellsChangesOfBotBookings => set({ tellsChangesOfBotBookings })}
      />
    </Form>
  );
}
