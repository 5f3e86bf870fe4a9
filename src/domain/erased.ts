/** What stands in place of erased values that a column requires. */

/** Address of the conversations of an erased contact: nothing can be sent to it. */
export const erasedAddress = 'erased';

/** Failure code of messages that were not sent because their recipient was erased. */
export const erasedFailureCode = 'ERASED';

/** Reason in the ledger rows whose bodies were erased. */
export const erasedReason = 'The data of the person were erased; the body is empty.';
