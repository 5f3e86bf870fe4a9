/** Whether the page is one column; the same width as in the style sheet. */
export function isNarrowWindow(): boolean {
  return matchMedia('(max-width: 900px)').matches;
}
