/** Inputs and payloads of the mutations on one's own password and second factor. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { User } from '../entities/user.entity.js';

const rules =
  '10 to 200 characters; common passwords, simple patterns and those made of the name or e-mail address are refused.';

/** Input of `setPassword`. */
@InputType({ description: 'A password, with the token of a one-time link.' })
export class SetPasswordInput {
  @Field({ description: 'The token in the link of createUser or createPasswordLink, after `#token=`.' })
  token!: string;

  @Field({ description: rules })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the second factor, or a recovery code, if the user has a second factor.',
  })
  otp?: string | null;
}

/** Input of `changePassword`. */
@InputType({ description: 'The current and the new password.' })
export class ChangePasswordInput {
  @Field({ description: 'The current password.' })
  currentPassword!: string;

  @Field({ description: rules })
  newPassword!: string;
}

/** Input of `enrolTotp`. */
@InputType({ description: 'Confirms that it is you.' })
export class EnrolTotpInput {
  @Field({ description: 'Your password.' })
  password!: string;
}

/** Input of `confirmTotp`. */
@InputType({ description: 'Shows that the authenticator app has the secret.' })
export class ConfirmTotpInput {
  @Field({ description: 'The current code of the app: 6 digits.' })
  code!: string;
}

/** Input of `disableTotp`. */
@InputType({ description: 'Whose second factor to switch off.' })
export class DisableTotpInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Another user: needs MANAGE_USERS, for an OWNER or HEAD_OF_SALES an OWNER. Absent: you.',
  })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: 'Your password; required for your own.' })
  password?: string | null;
}

/** Payload of `enrolTotp`. */
@ObjectType({ description: 'What an authenticator app needs. It cannot be shown again.' })
export class TotpEnrolmentPayload {
  @Field({ description: 'The secret in base32, for typing.' })
  secret!: string;

  @Field({ description: 'The same as an `otpauth://` address, for a QR code.' })
  uri!: string;
}

/** Payload of `confirmTotp`. */
@ObjectType({ description: 'The recovery codes of a new second factor.' })
export class TotpPayload {
  @Field(() => [String], {
    description:
      'Ten codes that each replace one code of the app, for a lost device. They cannot be shown again.',
  })
  recoveryCodes!: readonly string[];

  @Field(() => User, { description: 'The user after the mutation.' })
  user!: object;
}
