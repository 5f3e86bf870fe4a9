import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/** Filters by name; '' filters nothing. */
export type QueryFilters<Name extends string> = Readonly<Record<Name, string>>;

/** Filters of a page in its address, so that links and the back key restore them. */
export function useQueryFilters<Name extends string>(
  names: readonly Name[],
): readonly [filters: QueryFilters<Name>, change: (changes: Partial<QueryFilters<Name>>) => void] {
  const [path, navigate] = useLocation();
  const query = useSearch();
  const params = new URLSearchParams(query);
  const filters = Object.fromEntries(names.map(name => [name, params.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const change = useCallback(
    (changes: Partial<QueryFilters<Name>>) => {
      const next = new URLSearchParams(query);
      for (const [name, value] of Object.entries<string | undefined>(changes))
        if (value) next.set(name, value);
        else next.delete(name);
      const text = next.toString();
      navigate(text === '' ? path : `${path}?${text}`);
    },
    [navigate, path, query],
  );
  return [filters, change];
}
