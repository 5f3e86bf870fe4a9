/** The language of a text by its letters: `ru`, `kk` or `en` for any in Latin letters; null without enough letters. */
export function findLanguage(text: string): string | null {
  const own = text
    .replaceAll(/(?:https?:\/\/|www\.)\S+|\S+@\S+/gi, '')
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '');
  const cyrillic = own.match(/\p{sc=Cyrillic}/gu)?.length ?? 0;
  const latin = own.match(/\p{sc=Latin}/gu)?.length ?? 0;
  if (cyrillic + latin < 2) return null;
  if (latin > cyrillic) return 'en';
  return /[әғқңөұүһі]/iu.test(own) ? 'kk' : 'ru';
}
