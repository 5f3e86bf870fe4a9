/** The lines of a field: one entry each, without empty ones and repetitions. */
export const toLines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== ''),
  ),
];
