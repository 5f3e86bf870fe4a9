/** Who chose the topic, and since when a person or an assistant is in charge. */
const hidden: ReadonlyMap<string, string> = new Map([
  ['topicSource', 'topic'],
  ['handoffAt', 'handoff'],
]);

/**
 * GraphQL field name of an entity's property, for `changed` of an event: `topicId` is published as `topic`, `labelIds` as
 * `labels`. A property that is no field itself is published as the field that it belongs to.
 */
export function toFieldName(property: string): string {
  return hidden.get(property) ?? property.replace(/Id(s?)$/, '$1');
}
