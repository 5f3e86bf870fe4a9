/** A statement that PostgreSQL plans once a connection. */
export interface Statement {
  /** Unique in the process; at most 63 characters. */
  readonly name: string;
  readonly text: string;
}

const taken = new Map<string, string>();

/** Names a statement. Two texts under one name would be a silent wrong answer, so that throws. */
export function statement(name: string, text: string): Statement {
  const known = taken.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two statements are called "${name}".`);
  if (name.length > 63)
    throw new Error(`The statement name "${name}" is longer than PostgreSQL's 63 characters.`);
  taken.set(name, text);
  return Object.freeze({ name, text });
}

/**
 * A statement whose first parameter is the tenant, the only kind that a TenantReader takes.
 * Throws at load time when the text does not use `$1`.
 */
export interface TenantStatement extends Statement {
  readonly isTenantScoped: true;
}

/** Names a statement that is scoped to a tenant by `$1`. */
export function tenantStatement(name: string, text: string): TenantStatement {
  if (!/tenant_id"?\s*=\s*\$1\b/.test(text) && !/"tenants"[^;]*"id"\s*=\s*\$1\b/s.test(text)) {
    throw new Error(`The statement "${name}" does not compare a tenant with $1.`);
  }
  return Object.freeze({ ...statement(name, text), isTenantScoped: true as const });
}
