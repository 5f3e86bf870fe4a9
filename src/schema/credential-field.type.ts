import { Field, ObjectType } from 'type-graphql';
import { CredentialForm } from '../domain/vocabulary.js';

/** A field of a vendor's credentials. */
@ObjectType({ description: "A field of a vendor's `credentials`, from which a client builds a form." })
export class CredentialField {
  @Field({ description: 'Name of the field in `credentials`.' })
  name!: string;

  @Field({ description: 'Short label in English.' })
  label!: string;

  @Field({ description: 'What it is, and where it is found.' })
  description!: string;

  @Field({ description: 'True if its value is a secret; a form should hide it.' })
  isSecret!: boolean;

  @Field({ description: 'True if connectProvider requires it.' })
  isRequired!: boolean;

  @Field(() => CredentialForm, { description: 'What its value is.' })
  form!: CredentialForm;

  @Field(() => [String], { nullable: true, description: 'The values that a text may have; null for any.' })
  choices!: readonly string[] | null;
}
