/** Inputs of the mutations on sessions. */
import { Field, InputType } from 'type-graphql';

/** Input of `signIn`. */
@InputType({ description: 'The credentials of a user.' })
export class SignInInput {
  @Field(() => String, { description: 'The e-mail address, case-insensitive.' })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Current code of the second factor, or an unused recovery code; needed after SECOND_FACTOR_REQUIRED. A code works once.',
  })
  otp?: string | null;
}

/** Input of `refreshSession`. */
@InputType({ description: 'The session to continue.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The latest refresh token.' })
  refreshToken!: string;
}
