import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type Availability, OwnAvailabilityDocument, SetOwnAvailabilityDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import type { MenuEntry } from '../ui/index.js';

const choices: readonly Availability[] = ['ONLINE', 'BUSY', 'OFFLINE'];

/** Entries of the account menu: whether the viewer takes conversations. Empty for who does not work with them. */
export function useAvailabilityEntries(): readonly MenuEntry[] {
  const { viewer } = useCompany();
  const [{ data }] = useQuery({ query: OwnAvailabilityDocument });
  const [, set] = useMutation(SetOwnAvailabilityDocument);
  const [refused, setRefused] = useState<Availability | null>(null);
  if (!viewer.permissions.includes('WORK')) return [];
  const current = data?.viewer.availability ?? viewer.availability;
  return choices.map(availability => ({
    key: availability,
    label: t(refused === availability ? 'availabilityFailed' : `availability_${availability}`),
    isChecked: availability === current,
    onSelect: () => {
      void set({ input: { availability } }).then(({ error }) => setRefused(error ? availability : null));
    },
  }));
}
