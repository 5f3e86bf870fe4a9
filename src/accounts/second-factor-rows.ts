/** SQL of the second factor. */
import { tableOf } from '../database/columns.js';
import { statement } from '../database/statement.js';
import { User } from '../entities/user.entity.js';

const users = tableOf(User);
const { table, column } = users;

/** Uses the code of a time step: returns a row only if no code of this step or a later one was used. Parameters: user, step. */
export const useTotpStep = statement(
  'use-totp-step',
  `update ${table} set ${column.totpLastStep} = $2
    where ${column.id} = $1 and ${column.totpConfirmedAt} is not null
      and (${column.totpLastStep} is null or ${column.totpLastStep} < $2)
   returning ${column.id} as "id"`,
);

/** Uses a recovery code: returns a row only if it is unused. Parameters: user, hash. */
export const useRecoveryCode = statement(
  'use-recovery-code',
  `update ${table} set ${column.recoveryHashes} = array_remove(${column.recoveryHashes}, $2)
    where ${column.id} = $1 and ${column.totpConfirmedAt} is not null and $2 = any(${column.recoveryHashes})
   returning ${column.id} as "id"`,
);

/** Stores the secret of an enrolment, unless a second factor is on. Parameters: user, encrypted secret. */
export const beginEnrolment = statement(
  'begin-totp-enrolment',
  `update ${table} set ${column.totpCipher} = $2
    where ${column.id} = $1 and ${column.totpConfirmedAt} is null
   returning ${column.id} as "id"`,
);

/**
 * Switches the second factor on: returns a row only if this enrolment is still the current one. Parameters: user,
 * encrypted secret, time step of the code, hashes of the recovery codes.
 */
export const confirmEnrolment = statement(
  'confirm-totp-enrolment',
  `update ${table} set ${column.totpConfirmedAt} = now(), ${column.totpLastStep} = $3, ${column.recoveryHashes} = $4
    where ${column.id} = $1 and ${column.totpConfirmedAt} is null and ${column.totpCipher} = $2
   returning ${column.id} as "id"`,
);

/** Switches the second factor off: returns a row only if it was on. Parameters: tenant, user. */
export const removeSecondFactor = statement(
  'remove-second-factor',
  `update ${table} set ${column.totpConfirmedAt} = null, ${column.totpCipher} = null, ${column.totpLastStep} = null,
          ${column.recoveryHashes} = '{}'
    where ${column.tenantId} = $1 and ${column.id} = $2 and ${column.totpConfirmedAt} is not null
   returning ${column.id} as "id"`,
);
