/** Errors of messages that cannot be sent. */
import { TrunklineError } from './trunkline-error.js';

/** `expectedChannelId` differs from the conversation's channel: nothing was written. */
export class ChannelMismatchError extends TrunklineError {
  constructor(expectedChannelId: string, actualChannelId: string) {
    super(
      'CHANNEL_MISMATCH',
      'The conversation is on another number than expected; reload it and answer there.',
      { expectedChannelId, actualChannelId },
    );
  }
}

/** The recipient opted out of messages at this address. */
export class RecipientOptedOutError extends TrunklineError {
  constructor(optedOutAt: Date, reason: string | null) {
    super(
      'RECIPIENT_OPTED_OUT',
      `The person opted out of messages at this address${reason === null ? '' : ` (${reason})`}. They can write START, or a colleague who knows that they agree can clear it (clearOptOut).`,
      { optedOutAt: optedOutAt.toISOString() },
    );
  }
}

/** The channel cannot send at the moment. */
export class ChannelNotActiveError extends TrunklineError {
  constructor(channelId: string, status: string) {
    super('CHANNEL_NOT_ACTIVE', `The channel is ${status}; set it ACTIVE again before sending through it.`, {
      channelId,
      status,
    });
  }
}

/** The request needs a capability that the channel's provider lacks: nothing was written. */
export class ChannelCannotError extends TrunklineError {
  /**
   * @param what the end of the sentence, such as "quote a message"; `capability` is the field of ProviderCapabilities
   * @param kinds what the number can receive instead, for simulators
   */
  constructor(
    channelId: string,
    capability: string,
    what: string,
    instead: string,
    kinds?: readonly string[],
  ) {
    super('CHANNEL_CANNOT', `This number cannot ${what}: ${instead}.`, {
      ...{ channelId, capability },
      ...(kinds && { kinds: [...kinds] }),
    });
  }
}

/** The idempotency key was used before with another conversation or text. */
export class IdempotencyKeyReusedError extends TrunklineError {
  constructor(idempotencyKey: string) {
    super(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key already belongs to a different message; make a new key for each message.',
      { idempotencyKey },
    );
  }
}

/** Retry of a message that is neither FAILED nor UNKNOWN, or without accepting a possible duplicate. */
export class MessageNotRetryableError extends TrunklineError {
  constructor(status: string, why: string) {
    super('MESSAGE_NOT_RETRYABLE', `The message is ${status}: ${why}.`, { status });
  }
}

/** The text is longer than the provider allows. */
export class TextTooLongError extends TrunklineError {
  constructor(lengthChars: number, maxChars: number) {
    super(
      'TEXT_TOO_LONG',
      `The text has ${lengthChars} characters; this channel takes ${maxChars} at the most.`,
      {
        lengthChars,
        maxChars,
      },
    );
  }
}

/** A simulator request on a server that uses real providers. */
export class SimulatorsOffError extends TrunklineError {
  constructor() {
    super(
      'SIMULATORS_OFF',
      'This server has no simulators: they run in the demo only, never together with real providers.',
    );
  }
}
