/** SQL condition that finds an address: kind and canonical form are its key in a tenant. */
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { tableOf } from './columns.js';

const identities = tableOf(ContactIdentity);

/** The condition for the row `alias` of the identities table; $1 is the tenant. */
export function isAddress(alias: string, kind: string, canonical: string): string {
  const identity = identities.of(alias);
  return `${identity.tenantId} = $1 and ${identity.kind} = ${kind} and ${identity.canonical} = ${canonical}`;
}
