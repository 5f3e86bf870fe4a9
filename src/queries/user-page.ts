/** Users by name. */
import { tableOf } from '../database/columns.js';
import { type Role, UserKind } from '../domain/vocabulary.js';
import { hiddenOfUser, User } from '../entities/user.entity.js';
import { idsOverlap, when, wordIn } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition, PagedList } from './page-sql.js';
import { plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { UserRow } from './rows.js';
import { toPattern, toSearch } from './search.js';

const users = tableOf(User);
const user = users.of('us');

const list: PagedList = {
  name: 'users',
  typeName: 'User',
  use: 'users',
  table: users.table,
  alias: 'us',
  tenantColumn: user.tenantId,
  keys: [
    { sql: user.name, type: 'text' },
    { sql: user.id, type: 'uuid' },
  ],
  order: 'asc',
  isPlannedForTenant: true,
};
const projection = plainRows(User, 'us', [...hiddenOfUser]);

/** Filter of users; null is the same as absent. */
export interface UserPageFilter {
  readonly search?: string | null;
  readonly roles?: readonly Role[] | null;
  readonly teamIds?: readonly string[] | null;
  /** Default: active ones. */
  readonly isActive?: boolean | null;
  /** Default: persons. */
  readonly kinds?: readonly UserKind[] | null;
}

/** The users of the tenant. */
export function userPage(
  source: PageSource,
  filter: UserPageFilter,
  args: PageArguments,
): Promise<Page<UserRow>> {
  const isActive = filter.isActive ?? true;
  const conditions = [
    ...when('active', isActive, `${user.disabledAt} is null`),
    ...when('deactivated', !isActive, `${user.disabledAt} is not null`),
    ...wordIn('kinds', user.kind, filter.kinds ?? [UserKind.PERSON]),
    ...wordIn('roles', user.role, filter.roles),
    ...idsOverlap('teamIds', user.teamIds, filter.teamIds),
    ...matching(filter.search),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

function matching(text: string | null | undefined): readonly Condition[] {
  const search = toSearch('search', text);
  if (search === null) return [];
  return [
    {
      name: 'search',
      isPlannedEachTime: true,
      toSql: parameters => {
        const pattern = parameters.add(toPattern(search), 'text');
        return `(${user.name} ilike ${pattern} or ${user.email} ilike ${pattern})`;
      },
    },
  ];
}
