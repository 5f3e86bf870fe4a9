/** A model's text for a messenger: bold and lists in its marks, links as they are. HTML and code stay: a guard stops them. */
export function toPlainText(text: string): string {
  return text
    .replaceAll(/^#{1,6}\s+/gm, '')
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replaceAll(/__([^_\n]+)__/g, '_$1_')
    .replaceAll(/^[*+]\s+/gm, '- ')
    .replaceAll(/(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)/g, (_, words: string, url: string) =>
      words === url ? url : `${words}: ${url}`,
    )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
