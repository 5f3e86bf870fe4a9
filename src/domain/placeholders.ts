/** Placeholders of canned replies: `{{contact.name}}`. */

const pattern = /\{\{\s*([a-zA-Z_]+\.[a-zA-Z0-9_]+)\s*\}\}/g;
const known = new Set(['contact.name', 'contact.phone', 'agent.name', 'channel.name', 'lead.name']);

/** The first placeholder of a text that does not exist; undefined without one. */
export function findUnknownPlaceholder(text: string): string | undefined {
  return [...text.matchAll(pattern)]
    .map(([, name = '']) => name)
    .find(name => !known.has(name) && !/^attribute\.[a-z][a-z0-9_]{0,62}$/.test(name));
}

/**
 * The text with its values. What stands in a value is text: placeholders in it stay as they are.
 * @param readValue the value of a placeholder; null when there is none, which the text then shows as `[contact.name]`
 */
export function fillPlaceholders(text: string, readValue: (name: string) => string | null): string {
  return text.replaceAll(pattern, (_, name: string) => readValue(name) ?? `[${name}]`);
}
