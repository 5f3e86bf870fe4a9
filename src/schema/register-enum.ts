import { registerEnumType } from 'type-graphql';

/** A description for each value; a value without one does not compile. */
export type Descriptions<Members extends object> = { readonly [Name in keyof Members]: string };

/** Registers an enum with the schema. `deprecated` has the reasons of values that are. */
export function register<Members extends object>(
  members: Members,
  name: string,
  description: string,
  values: Descriptions<Members>,
  deprecated: { readonly [Name in keyof Members]?: string } = {},
): void {
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, text]) => {
      const deprecationReason = deprecated[value as keyof Members];
      return [value, { description: text, ...(deprecationReason && { deprecationReason }) }];
    }),
  );
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
}
