import type { AccountPartsFragment } from '../../gql/operations.js';

/** Properties of the parts of an account. */
export interface AccountPartProps {
  readonly account: AccountPartsFragment;
  readonly onChanged: () => void;
}
