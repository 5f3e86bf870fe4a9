/**
 * GraphQL field name of an entity's property, for `changed` of an event: `topicId` is published as `topic`, `labelIds` as
 * `labels`.
 */
export function toFieldName(property: string): string {
  return property.replace(/Id(s?)$/, '$1');
}
